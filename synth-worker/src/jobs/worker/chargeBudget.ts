import type { Hex } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Lead only: has the budget of the datasets outside `droppedMask` (bit i: the order's i-th) charged for what `digest` binds all parties to. Nothing of it is opened before the chain
 * says MEASURED.
 */
export async function chargeBudget(
  node: WorkerNode,
  claim: Claim,
  job: Job,
  what: { readonly digest: Hex; readonly droppedMask: number; readonly detail: string },
): Promise<void> {
  const { chain, reporter } = node;
  const { orderId, terms } = claim.verified.order;
  const sent = await unlessOvertaken(() =>
    chain.send("jobRegistry", "measure", orderId, terms, job.record, what.digest, what.droppedMask),
  );
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const { detail } = what;
  reporter.progress({ step: "measured", orderId: orderId.toString(), txHash, gasUsed, detail });
}
