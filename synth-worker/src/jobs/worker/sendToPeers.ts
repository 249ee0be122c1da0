import { SymbolonError } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import type { Claim } from "./claims.ts";
import { postToNode } from "./postToNode.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Sends a message to the job's other nodes that have not taken it yet. True when all have. A peer that is not ready or away is asked
 * again at the next look; one that refuses for good throws its error.
 */
export async function sendToPeers(
  node: WorkerNode,
  claim: Claim,
  job: Job,
  purpose: "commit" | "open",
  message: unknown,
): Promise<boolean> {
  const { orderId } = claim.verified.order;
  const peers = job.record.nodes.filter((account) => account !== node.chain.account);
  const waiting = peers.filter((account) => !claim.delivered.has(`${purpose} ${account}`));
  const outcomes = await Promise.allSettled(
    waiting.map(async (account) => {
      await postToNode(node, account, orderId, purpose, message);
      claim.delivered.add(`${purpose} ${account}`);
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    const { reason } = outcome as { reason: unknown };
    if (!(reason instanceof SymbolonError && reason.retryable)) throw reason;
    node.log.debug({ err: reason, purpose, orderId: orderId.toString() }, "peer not ready");
  }
  return outcomes.every((outcome) => outcome.status === "fulfilled");
}
