import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import type { Job } from "./readJob.ts";
import type { Order } from "./readOrder.ts";

/** Throws E3002 when a consent of one of the order's datasets was withdrawn since the claim pinned the epochs. */
export async function checkConsent(chain: Chain, order: Order, job: Job): Promise<void> {
  for (const [i, datasetId] of order.datasetIds.entries()) {
    const epoch = await chain.read<bigint>("consentRegistry", "consentEpoch", datasetId);
    if (epoch !== job.consentEpochs[i])
      throw new SymbolonError("E3002", { datasetId, orderId: order.orderId });
  }
}
