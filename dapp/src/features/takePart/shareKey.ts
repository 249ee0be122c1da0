import type { JobHistory } from "@symbolon/protocol";
import { claimKey } from "@symbolon/synth-worker/upload";

/** A claim's shares of one dataset in this browser's store. */
export function shareKey(
  chainId: number,
  orderId: bigint,
  job: Pick<JobHistory, "record" | "claimedNodes">,
  datasetId: bigint,
): string {
  return `${chainId}/${orderId}/${claimKey(orderId, job)}/${datasetId}`;
}
