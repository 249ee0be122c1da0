import {
  digestOfDocument,
  type Hex,
  parseDocument,
  SessionAnswer,
  type SessionMessage,
} from "@symbolon/protocol";
import { stopped } from "../../../mpc/rss/stopped.ts";
import { leastDatasets } from "../../shared/leastDatasets.ts";
import type { Job } from "../../shared/readJob.ts";
import type { PrivateClaim } from "../claims.ts";
import { postToNode } from "../postToNode.ts";
import { notReady } from "../routeChecks.ts";
import type { WorkerNode } from "../workerNode.ts";
import { beginAttempt } from "./beginAttempt.ts";

/** Attempts at one claim: a node that breaks them off again and again does not keep the job for ever. */
const MOST_ATTEMPTS = 12;

/**
 * Lead only, while no attempt runs: has the model settled when all three keep the same one; otherwise begins an attempt, once enough hospitals' shares
 * are here and both other nodes are ready. `waitedSeconds` since the claim. Throws E4008 (retryable) while a node is not ready, E4020 after
 * too many attempts, and what a node refuses for.
 */
export async function leadSession(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
  waitedSeconds: number,
): Promise<void> {
  if (claim.isRunning) return;
  // A hospital's refusal may have come since this look began.
  if (claim.fault !== null) throw claim.fault;
  const { orderId } = claim.verified.order;
  const datasetIds = claim.shares.present();
  if (!isEnough(claim, datasetIds, waitedSeconds > node.settings.shareSeconds)) return;
  const last = claim.attempts.get();
  if (last >= MOST_ATTEMPTS) throw stopped(orderId.toString(), `${last} attempts were interrupted`);
  const ask = async (act: "ask" | "begin", attempt: number): Promise<SessionAnswer[]> =>
    await tellBoth(node, job, { orderId: orderId.toString(), act, attempt, datasetIds: [...datasetIds] });
  const attempt = Math.max(last + 1, claim.nextAttempt);
  const answers = await ask("ask", attempt);
  const kept = claim.model.get();
  const digest = kept === null ? null : digestOfDocument(kept.model);
  if (digest !== null && answers.every(({ model }) => model === digest)) {
    await tellBoth(node, job, { orderId: orderId.toString(), act: "settle", model: digest });
    await claim.model.update((current) => (current === null ? null : { ...current, isSettled: true }));
    return;
  }
  claim.nextAttempt = Math.max(...answers.map((answer) => answer.attempt));
  if (claim.nextAttempt > attempt) throw notReady(orderId, `attempt ${attempt} was made before`);
  await ask("begin", attempt);
  await beginAttempt(node, claim, job, attempt);
}

/** All datasets' shares, or as many as the order wants when no more are to be waited for. */
function isEnough(claim: PrivateClaim, present: readonly string[], isLate: boolean): boolean {
  const { spec } = claim.verified;
  if (present.length < leastDatasets(spec)) return false;
  const expected = spec.datasetIds.filter((datasetId) => !claim.declined.has(datasetId));
  return isLate || expected.every((datasetId) => present.includes(datasetId));
}

async function tellBoth(node: WorkerNode, job: Job, message: SessionMessage): Promise<SessionAnswer[]> {
  const peers = job.record.nodes.filter((account): account is Hex => account !== node.chain.account);
  return await Promise.all(
    peers.map(async (peer) => {
      const answer = await postToNode(node, peer, BigInt(message.orderId), "session", message);
      return parseDocument(SessionAnswer, answer, "answer about the session");
    }),
  );
}
