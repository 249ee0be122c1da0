import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import type { Claim } from "./claims.ts";
import { handOver } from "./handOver.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Lead only, with a passed certificate: hands the result over, then finalises. Throws E6003 (JobConsentStale, JobPastDeadline, a permit error) for the
 * caller to fail the job, retryable errors otherwise.
 */
export async function deliverJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, reporter } = node;
  const { orderId, terms } = claim.verified.order;
  await handOver(node, claim, job);
  const sent = await unlessOvertaken(() => chain.send("jobRegistry", "finalise", orderId, terms, job.record));
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  reporter.progress({ step: "finalised", orderId: orderId.toString(), txHash, gasUsed });
}
