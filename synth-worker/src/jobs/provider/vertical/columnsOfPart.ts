import { type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import type { VerifiedLinkedOrder } from "../../shared/verifyOrder.ts";

/**
 * Places in a hospital's schema of the columns that a linked order takes from its dataset. Throws E4006 for an order without the dataset, or
 * with columns that it lacks.
 */
export function columnsOfPart(
  { order, spec }: Pick<VerifiedLinkedOrder, "order" | "spec">,
  schema: DatasetSchema,
  datasetId: bigint,
): number[] {
  const part = spec.parts.find((each) => each.datasetId === datasetId.toString());
  const names = schema.columns.map(({ name }) => name);
  const places = (part?.columns ?? []).map((name) => names.indexOf(name));
  if (places.length === 0 || places.includes(-1))
    throw new SymbolonError("E4006", {
      orderId: order.orderId,
      reason: "its columns are not this hospital's",
    });
  return places;
}
