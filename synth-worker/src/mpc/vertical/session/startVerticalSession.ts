import type { EntropySource } from "../../../random/entropySource.ts";
import { nodeTokenKey } from "../join/nodeTokenKey.ts";
import { MAX_ROWS, type VerticalJob, verticalDigest } from "../verticalJob.ts";
import type { JoiningSession } from "./verticalSession.ts";

/** A node's first state, with a fresh key share. Throws E1006 for an impossible job, and RangeError unless each holder has 0 to 2^22 rows. */
export function startVerticalSession(
  setup: { readonly job: VerticalJob; readonly node: 0 | 1 | 2; readonly mostRows: readonly number[] },
  entropy: EntropySource,
): JoiningSession {
  const { job, node, mostRows } = setup;
  verticalDigest(job);
  const valid = (rows: number) => Number.isInteger(rows) && rows >= 0 && rows <= MAX_ROWS;
  if (mostRows.length !== job.datasetIds.length || !mostRows.every(valid))
    throw new RangeError(`each holder has 0 to ${MAX_ROWS} rows`);
  return {
    step: "joining",
    job,
    node,
    mostRows: [...mostRows],
    key: nodeTokenKey(entropy),
    holders: job.datasetIds.map(() => ({ list: null, rows: null })),
  };
}
