import { commitMessage, commitPartial } from "../../mpc/commitPartial.ts";
import { commitDigest } from "../../mpc/openPartial.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import type { Job } from "../shared/readJob.ts";
import { chargeBudget } from "./chargeBudget.ts";
import type { PrivateClaim } from "./claims.ts";
import { sendToPeers } from "./sendToPeers.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * A look at a CLAIMED private job: draws the noise once all shares are there, exchanges commitments, and, as lead with all three commitments
 * agreed, has the budget charged. Nothing is opened here. Throws E4007 when a peer saw other shares.
 */
export async function measureJob(node: WorkerNode, claim: PrivateClaim, job: Job): Promise<void> {
  const { chain } = node;
  const datasets = claim.verified.order.terms.datasetIds.length;
  const session = await claim.sum.update((current) =>
    current.step === "awaitingShares" && Object.keys(current.shares).length === datasets
      ? commitPartial(current, cryptoEntropy())
      : current,
  );
  if (session.step !== "committed") return;
  const agreed = await sendToPeers(node, claim, job, "commit", commitMessage(session));
  const latest = claim.sum.get();
  if (!agreed || job.record.nodes[0] !== chain.account || latest.step !== "committed") return;
  if (latest.commitments.some((commitment) => commitment === null)) return;
  const digest = commitDigest(latest);
  await chargeBudget(node, claim, job, { digest, detail: `commitments ${digest}` });
}
