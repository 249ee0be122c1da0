import {
  type Hex,
  isPrivateOrder,
  type LinkedOrderSpec,
  OrderSpec,
  type PrivateOrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** The spec of a private order, of linked patients or not. Throws what documentOf throws, and E7005 for an order of another kind. */
export function privateSpecOf(evidence: Evidence, specDigest: Hex): PrivateOrderSpec | LinkedOrderSpec {
  const spec = documentOf(evidence, specDigest, OrderSpec, "order spec");
  if (isPrivateOrder(spec)) return spec;
  throw new SymbolonError("E7005", {
    what: "engine of the order",
    actual: spec.engine,
    expected: "a private one",
  });
}
