import type { Job } from "./readJob.ts";
import type { Order } from "./readOrder.ts";

/** Whether a dataset of the order was left out before its inputs were frozen. */
export function isDropped({ terms }: Order, { record }: Job, datasetId: bigint): boolean {
  const index = terms.datasetIds.indexOf(datasetId);
  return index >= 0 && ((Number(record.droppedMask) >> index) & 1) === 1;
}
