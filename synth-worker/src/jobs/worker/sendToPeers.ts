import { SymbolonError } from "@symbolon/protocol";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import type { Claim } from "./claims.ts";
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
  const { chain } = node;
  const subject = claim.verified.order.orderId.toString();
  const peers = job.nodes.filter((account) => account !== chain.account);
  const waiting = peers.filter((account) => !claim.delivered.has(`${purpose} ${account}`));
  if (waiting.length === 0) return true;
  const workers = await readWorkers(chain);
  const outcomes = await Promise.allSettled(
    waiting.map(async (account) => {
      const worker = workers.find((candidate) => candidate.account === account);
      if (worker === undefined)
        throw new SymbolonError("E4008", { orderId: subject, reason: `node ${account} is not active` });
      await postSigned(chain, `${worker.endpoint}/jobs/${subject}/${purpose}`, { purpose, subject }, message);
      claim.delivered.add(`${purpose} ${account}`);
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    const { reason } = outcome as { reason: unknown };
    if (!(reason instanceof SymbolonError && reason.retryable)) throw reason;
    node.log.debug({ err: reason, purpose, orderId: subject }, "peer not ready");
  }
  return outcomes.every((outcome) => outcome.status === "fulfilled");
}
