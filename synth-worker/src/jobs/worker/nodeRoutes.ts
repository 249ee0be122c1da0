import {
  AnswersMessage,
  CommitMessage,
  fromHex,
  type Hex,
  hpkeOpen,
  MIN_COHORT_HOLDOUT,
  OpenMessage,
  parseDocument,
  RefusalMessage,
  ResultMessage,
  ShareMessage,
  SignMessage,
  SymbolonError,
  shareContext,
} from "@symbolon/protocol";
import { acceptCommitment } from "../../mpc/acceptCommitment.ts";
import { acceptOpening } from "../../mpc/acceptOpening.ts";
import { acceptShare } from "../../mpc/acceptShare.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import type { VerifiedRequest } from "../shared/signedRequest.ts";
import { keepAnswers } from "./answerBook.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { requireShown, saltToShow } from "./commitResult.ts";
import { withCommit } from "./resultCommits.ts";
import { compareReport, signReport } from "./signReport.ts";
import type { WorkerNode } from "./workerNode.ts";

/** A verified request about one order. */
export type NodeCall = {
  readonly node: WorkerNode;
  readonly orderId: bigint;
  readonly claim: Claim;
  readonly job: Job;
  readonly sender: VerifiedRequest;
  /** Parsed JSON body of a POST; null for GET. */
  readonly body: unknown;
};

/** An endpoint `/jobs/<orderId>/<name>`: the method, the purpose that must be signed, and the answer (bytes or JSON). */
export type NodeRoute = {
  readonly method: "GET" | "POST";
  readonly purpose: string;
  handle(call: NodeCall): Promise<Uint8Array | object>;
};

/** Everything a worker answers over HTTP, by the path's last part. */
export const NODE_ROUTES: Readonly<Record<string, NodeRoute>> = {
  shares: { method: "POST", purpose: "share", handle: takeShare },
  refusal: { method: "POST", purpose: "refusal", handle: takeRefusal },
  commit: { method: "POST", purpose: "commit", handle: takeCommitment },
  open: { method: "POST", purpose: "open", handle: takeOpening },
  result: { method: "POST", purpose: "result", handle: takeResult },
  sign: { method: "POST", purpose: "sign", handle: sign },
  evaluation: { method: "GET", purpose: "evaluation", handle: showCandidate },
  answers: { method: "POST", purpose: "answers", handle: takeAnswers },
};

async function takeShare({ node, orderId, claim, sender, body }: NodeCall): Promise<object> {
  const message = parseDocument(ShareMessage, body, "share message");
  requireProvider(claim, message.datasetId, sender.signer);
  const { chain, hpke } = node;
  const context = shareContext(chain.chainId, orderId, BigInt(message.datasetId), chain.account);
  const plaintext = await hpkeOpen(hpke.privateKey, fromHex(message.sealed), context);
  const { datasetId, commitments } = message;
  await claim.sum.update((session) => {
    if (session.step !== "awaitingShares") throw new SymbolonError("E4002", { datasetId, orderId });
    return acceptShare(session, { orderId: message.orderId, datasetId, commitments, plaintext });
  });
  return { taken: true };
}

/** Lead only: without this hospital's share the sum cannot be, so the job ends now and the buyer gets the money back, not after a wait. */
async function takeRefusal({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(RefusalMessage, body, "refusal");
  const { datasetId, code } = message;
  requireProvider(claim, datasetId, sender.signer);
  requireOrder(message, orderId);
  if (node.chain.account !== job.record.nodes[0]) throw notReady(orderId, "this node does not lead it");
  if (job.state === "CLAIMED")
    claim.fault ??= new SymbolonError(code, { datasetId, orderId, least: MIN_COHORT_HOLDOUT });
  return { taken: true };
}

async function takeCommitment({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(CommitMessage, body, "commitment");
  requireNode(job, orderId, message.node, sender.signer);
  await claim.sum.update((session) => {
    if (session.step === "awaitingShares") throw notReady(orderId, "this node waits for shares");
    return session.step === "committed" ? acceptCommitment(session, message) : session;
  });
  node.log.debug({ orderId: orderId.toString(), from: message.node }, "commitment taken");
  return { taken: true };
}

async function takeOpening({ orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(OpenMessage, body, "opening");
  requireNode(job, orderId, message.node, sender.signer);
  await claim.sum.update((session) => {
    if (session.step !== "opened") throw notReady(orderId, "this node has not opened yet");
    return acceptOpening(session, message);
  });
  return { taken: true };
}

/** Lead only: a node's commitment to what it found; the first one stands. Nothing of the lead's own is shown. */
async function takeResult({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(ResultMessage, body, "result commitment");
  requireNode(job, orderId, message.node, sender.signer);
  requireOrder(message, orderId);
  if (node.chain.account !== job.record.nodes[0]) throw notReady(orderId, "this node does not lead it");
  if (job.state === "CLAIMED") throw notReady(orderId, "it is not measured yet");
  const index = job.record.nodes.indexOf(sender.signer);
  const entry = { orderId, node: sender.signer, index, commit: message.resultCommit };
  await claim.commits.update((current) => withCommit(current, entry));
  node.log.debug({ orderId: orderId.toString(), from: message.node }, "result commitment taken");
  return { taken: true };
}

/** Only here, and only once the chain says COMMITTED, does a node show what it found. */
async function sign({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(SignMessage, body, "report to sign");
  requireNode(job, orderId, job.record.nodes[0], sender.signer);
  requireOrder(message, orderId);
  requireShown(job, orderId);
  const result = buildResult(node, claim, job);
  const salt = saltToShow(claim, job, node.chain.account, result);
  compareReport(message, result, sender.signer);
  return { signature: await signReport(node.chain, orderId, result), salt };
}

async function showCandidate({ node, orderId, claim, sender, job }: NodeCall): Promise<Uint8Array> {
  if (!claim.verified.datasets.some((dataset) => dataset.provider === sender.signer)) {
    throw new SymbolonError("E4005", { sender: sender.signer, orderId });
  }
  await requireEvaluator(node, orderId, job);
  const { csv, outputHash } = buildResult(node, claim, job);
  if (outputHash !== job.record.report.outputHash)
    throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "outputHash", orderId });
  return csv;
}

async function takeAnswers({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const answers = parseDocument(AnswersMessage, body, "answers");
  requireProvider(claim, answers.datasetId, sender.signer);
  await requireEvaluator(node, orderId, job);
  requireOrder(answers, orderId);
  if (answers.outputHash !== job.record.report.outputHash) {
    throw new SymbolonError("E4007", { node: sender.signer, field: "outputHash", orderId });
  }
  const { signer: provider, expires, signature } = sender;
  await keepAnswers(claim, { provider, answers, expires, signature });
  return { taken: true };
}

function requireProvider(claim: Claim, datasetId: string, sender: Hex): void {
  const dataset = claim.verified.datasets.find((candidate) => candidate.datasetId.toString() === datasetId);
  if (dataset?.provider !== sender)
    throw new SymbolonError("E4005", { sender, orderId: claim.verified.order.orderId });
}

function requireNode(job: Job, orderId: bigint, claimed: string, sender: Hex): void {
  if (claimed.toLowerCase() !== sender || !job.record.nodes.includes(sender))
    throw new SymbolonError("E4005", { sender, orderId });
}

function requireOrder(message: { readonly orderId: string }, orderId: bigint): void {
  if (message.orderId !== orderId.toString())
    throw new SymbolonError("E4004", { orderId: message.orderId, expected: orderId });
}

async function requireEvaluator(node: WorkerNode, orderId: bigint, job: Job): Promise<void> {
  if (job.state !== "REPORTED") throw notReady(orderId, `its job is ${job.state}`);
  const evaluator = evaluatorOf(job.record.nodes, await readWorkers(node.chain));
  if (evaluator?.account !== node.chain.account) throw notReady(orderId, "another node evaluates it");
}

function notReady(orderId: bigint, reason: string): SymbolonError {
  return new SymbolonError("E4008", { orderId, reason });
}
