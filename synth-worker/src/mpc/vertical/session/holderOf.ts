import { SymbolonError } from "@symbolon/protocol";
import type { VerticalSession } from "./verticalSession.ts";

/** A data set's place in the job. Throws E4005 for one that is not in it. */
export function holderOf({ job }: VerticalSession, datasetId: string): number {
  const holder = job.datasetIds.indexOf(datasetId);
  if (holder < 0) throw new SymbolonError("E4005", { sender: `dataset ${datasetId}`, orderId: job.orderId });
  return holder;
}
