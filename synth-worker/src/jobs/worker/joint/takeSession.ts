import {
  digestOfDocument,
  parseDocument,
  type SessionAnswer,
  SessionMessage,
  SymbolonError,
} from "@symbolon/protocol";
import { checkBasis } from "../../shared/checkBasis.ts";
import { checkReserved } from "../../shared/checkReserved.ts";
import { readHistory } from "../../shared/readHistory.ts";
import type { NodeCall } from "../nodeRoutes.ts";
import { notReady, requireNode, requireOrder, requirePrivate } from "../routeChecks.ts";
import { beginAttempt } from "./beginAttempt.ts";

/**
 * What the lead asks about the computation. The node takes part after its own look at the chain, with the shares that the lead names, and in
 * each attempt once. Throws E4005 for anybody but the lead, E4008 (retryable) while it is not ready, E4007 for a model that it does not keep, its
 * fault once it has one, and what its checks refuse for.
 */
export async function takeSession({ node, orderId, claim, sender, body }: NodeCall): Promise<SessionAnswer> {
  const message = parseDocument(SessionMessage, body, "session message");
  requireOrder(message, orderId);
  const own = requirePrivate(claim);
  const { order, job } = await readHistory(node.chain, orderId);
  requireNode(job, orderId, job.record.nodes[0], sender.signer);
  const requireIdle = () => {
    if (own.fault !== null) throw own.fault;
    if (own.isRunning) throw notReady(orderId, "an attempt is under way");
  };
  const keptModel = () => {
    const kept = own.model.get();
    return kept === null ? null : digestOfDocument(kept.model);
  };
  requireIdle();
  if (message.act === "settle") {
    const model = keptModel();
    if (model !== message.model)
      throw new SymbolonError("E4007", { node: sender.signer, field: "modelDigest", orderId });
    await own.model.update((current) => (current === null ? null : { ...current, isSettled: true }));
    return { attempt: own.attempts.get() + 1, model };
  }
  if (job.state !== "CLAIMED" && job.state !== "MEASURED") throw notReady(orderId, `its job is ${job.state}`);
  const present = own.shares.present();
  const missing = message.datasetIds.filter((datasetId) => !present.includes(datasetId));
  if (missing.length > 0) throw notReady(orderId, `shares of dataset ${missing.join(", ")} are not here`);
  await checkBasis(node.chain, order, job);
  await checkReserved(node.chain, { order, job });
  // The same message may have come twice: while the chain was asked, the first may have begun the attempt, or ended it.
  requireIdle();
  const last = own.attempts.get();
  const model = keptModel();
  if (message.attempt <= last) return { attempt: last + 1, model };
  if (message.act === "begin") await beginAttempt(node, own, job, message.attempt);
  return { attempt: message.attempt, model };
}
