import type { Hex } from "../content/hex.ts";
import type { OrderSpec } from "../messages/orderSpec.ts";
import { isLinkedOrder } from "./isLinkedOrder.ts";

/** The digest of the schema that a dataset of an order must have: the order's, or of a linked order the one that its part names. */
export function schemaOfDataset(spec: OrderSpec, datasetId: string | bigint): Hex {
  if (!isLinkedOrder(spec)) return spec.schemaDigest;
  const part = spec.parts.find((each) => each.datasetId === datasetId.toString());
  return part?.schemaDigest ?? spec.schemaDigest;
}
