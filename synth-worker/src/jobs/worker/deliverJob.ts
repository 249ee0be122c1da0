import { contractErrorOf } from "../shared/chainError.ts";
import type { Job } from "../shared/readJob.ts";
import type { Claim } from "./claims.ts";
import { handOver } from "./handOver.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Lead only, with a passed certificate: hands the result over, then finalises. Throws E6003 (JobConsentStale, JobPastDeadline) for the
 * caller to fail the job, retryable errors otherwise.
 */
export async function deliverJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, reporter } = node;
  const { orderId } = claim.verified.order;
  await handOver(node, claim, job);
  try {
    const { txHash, gasUsed } = await chain.send("jobRegistry", "finalise", orderId);
    reporter.progress({ step: "finalised", orderId: orderId.toString(), txHash, gasUsed });
  } catch (error) {
    if (contractErrorOf(error) !== "JobWrongState") throw error;
  }
}
