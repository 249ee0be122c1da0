import {
  type ChainLog,
  foldJob,
  type Hex,
  hashJob,
  JOB_STATES,
  recordMatches,
  recordStatus,
  SymbolonError,
} from "@symbolon/protocol";

/** The two questions that {@link readLead} asks the chain. */
export type JobSource = {
  /** JobRegistry.recordOf. */
  record(orderId: bigint): Promise<Hex>;
  /** The registry's logs that carry the order's id, in chain order. */
  logs(orderId: bigint): Promise<readonly ChainLog[]>;
};

const NOTHING: Hex = `0x${"00".repeat(32)}`;
const ATTEMPTS = 3;

/**
 * nodes[0] of an order's job in lower case; null when nobody claimed it. Logs are a node's word; the job they add up to is believed only when
 * its hash and state are those of the one word on chain. A job may move between the two answers, so they are asked for again; throws
 * E6001 when they still disagree.
 */
export async function readLead(source: JobSource, orderId: bigint): Promise<Hex | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const record = await source.record(orderId);
    // An order that failed before anybody claimed it has a state and no job.
    const isClaimed = recordStatus(record) !== 0 && !recordMatches(record, NOTHING);
    if (!isClaimed) return null;
    const job = foldJob(orderId, await source.logs(orderId));
    if (JOB_STATES[recordStatus(record)] === job.state && recordMatches(record, hashJob(job.record)))
      return job.record.nodes[0];
  }
  throw new SymbolonError("E6001", { reason: `its logs of job ${orderId} do not fit the job's record` });
}
