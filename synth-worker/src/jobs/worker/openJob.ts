import { SymbolonError } from "@symbolon/protocol";
import { commitMessage } from "../../mpc/commitPartial.ts";
import { commitDigest, openMessage, openPartial } from "../../mpc/openPartial.ts";
import type { Job } from "../shared/readJob.ts";
import type { PrivateClaim } from "./claims.ts";
import { sendToPeers } from "./sendToPeers.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * A look at a MEASURED private job: shows this node's partial sum, but only when the digest on chain is the one this node computed itself, that
 * is when the budget is charged for exactly these commitments. True when all three partial sums are here. Throws E4007 otherwise.
 */
export async function openJob(node: WorkerNode, claim: PrivateClaim, job: Job): Promise<boolean> {
  const before = claim.sum.get();
  if (before.step === "committed") await sendToPeers(node, claim, job, "commit", commitMessage(before));
  const session = await claim.sum.update((current) => {
    if (current.step !== "committed") return current;
    if (current.commitments.some((commitment) => commitment === null)) return current;
    if (commitDigest(current) !== job.record.commitDigest) {
      const { orderId } = current.job;
      throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "commitDigest", orderId });
    }
    return openPartial(current);
  });
  if (session.step !== "opened") return false;
  await sendToPeers(node, claim, job, "open", openMessage(session));
  const latest = claim.sum.get();
  return latest.step === "opened" && latest.openings.every((opening) => opening !== null);
}
