import { digestOfDocument, type FailReason, type JobRecord, type JobState } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import { readHistory } from "./readHistory.ts";

/**
 * A job as its events tell it, checked against the registry's word. `record` is handed back with every act; it is EMPTY_JOB while nobody
 * has claimed the order. Addresses are lower case.
 */
export type Job = {
  readonly state: JobState;
  readonly record: JobRecord;
  readonly failReason: FailReason;
};

/** Reads the job of an order. Throws E2004 for an order that does not exist, E6006 and E6001 (retryable) while the RPC cannot tell. */
export async function readJob(chain: Chain, orderId: bigint): Promise<Job> {
  return (await readHistory(chain, orderId)).job;
}

/**
 * Short name of one claim of a job (16 hex characters). A job that is claimed again gets new shares and new noise, kept apart under the
 * new key; nothing of an abandoned claim was opened.
 */
export function claimKey(orderId: bigint, { record }: Job): string {
  return digestOfDocument({
    orderId: orderId.toString(),
    claimedAt: record.claimedAt.toString(),
    nodes: record.nodes,
    consentEpochs: record.consentEpochs.map(String),
  }).slice(2, 18);
}
