import type { FailReason, JobRecord, JobState } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import { readHistory } from "./readHistory.ts";

/**
 * A job as its events tell it, checked against the registry's word. `record` is handed back with every act; it is EMPTY_JOB while nobody
 * has claimed the order. Addresses are lower case.
 */
export type Job = {
  readonly state: JobState;
  readonly record: JobRecord;
  /** The nodes that the claim named; `record.nodes` are those that work on it now. */
  readonly claimedNodes: JobRecord["nodes"];
  readonly failReason: FailReason;
};

/** Reads the job of an order. Throws E2004 for an order that does not exist, E6006 and E6001 (retryable) while the RPC cannot tell. */
export async function readJob(chain: Chain, orderId: bigint): Promise<Job> {
  return (await readHistory(chain, orderId)).job;
}
