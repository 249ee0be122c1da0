import { isPrivateOrder, OrderSpec } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** Whether the order's own spec asks for a high-fidelity file. Without a readable spec it counts as private, and the checks say what is missing. */
export function isHighFidelity(evidence: Evidence, facts: ChainFacts): boolean {
  try {
    return !isPrivateOrder(documentOf(evidence, facts.order.terms.specDigest, OrderSpec, "order spec"));
  } catch {
    return false;
  }
}
