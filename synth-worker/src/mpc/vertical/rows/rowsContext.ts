import { type VerticalJob, verticalDigest } from "../verticalJob.ts";

/**
 * Context a hospital's rows are sealed under (hpkeSeal) for one node, by its account. Example: `symbolon/rows/31337/1/2/0xab…/0x5c…` (chain,
 * order, data set, receiving node, digest of the job). A package of another job, holder or node does not open. Throws E1006 for a job
 * that cannot be run, RangeError for a holder it does not have.
 */
export function rowsContext(job: VerticalJob, holder: number, node: string): string {
  const datasetId = job.datasetIds[holder];
  if (datasetId === undefined) throw new RangeError(`the job has no holder ${holder}`);
  return `symbolon/rows/${job.chainId}/${job.orderId}/${datasetId}/${node.toLowerCase()}/${verticalDigest(job)}`;
}
