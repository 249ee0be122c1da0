import { digestOfDocument, type JobHistory } from "@symbolon/protocol";

/**
 * Short name of one claim of a job (16 hex characters). A job that is claimed again gets new shares and new noise, kept apart under the
 * new key; nothing of an abandoned claim was opened. A node that is replaced within a claim does not change it.
 */
export function claimKey(
  orderId: bigint,
  { record, claimedNodes }: Pick<JobHistory, "record" | "claimedNodes">,
): string {
  return digestOfDocument({
    orderId: orderId.toString(),
    claimedAt: record.claimedAt.toString(),
    nodes: claimedNodes,
    consentEpochs: record.consentEpochs.map(String),
  }).slice(2, 18);
}
