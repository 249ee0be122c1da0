import {
  AnnouncementMessage,
  AnswersMessage,
  announcementOf,
  digestOfDocument,
  FileMessage,
  fromHex,
  type Hex,
  hpkeOpen,
  NoteMessage,
  parseDocument,
  RefusalMessage,
  ReplaceMessage,
  ResultMessage,
  ShareMessage,
  SignMessage,
  SymbolonError,
  shareContext,
} from "@symbolon/protocol";
import { inputWords } from "../../joint/inputWords.ts";
import { jointJobId } from "../../joint/upload/jointJobId.ts";
import { acceptBits } from "../../mpc/rss/inputs/acceptBits.ts";
import { leastDatasets } from "../shared/leastDatasets.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import { refusalError } from "../shared/refusalError.ts";
import type { VerifiedRequest } from "../shared/signedRequest.ts";
import { keepAnswers } from "./answerBook.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { requireShown, saltToShow } from "./commitResult.ts";
import { keepPart, openPart, partsOf } from "./fileParts.ts";
import { giveShares } from "./joint/giveShares.ts";
import { agreeToReplace } from "./joint/replaceSilent.ts";
import { takeSession } from "./joint/takeSession.ts";
import { withCommit } from "./resultCommits.ts";
import {
  notReady,
  requireFileClaim,
  requireNode,
  requireOrder,
  requirePrivate,
  requireProvider,
} from "./routeChecks.ts";
import { compareReport, signReport } from "./signReport.ts";
import { showRounds, takeNumbers, takeSum } from "./statistics/roundRoutes.ts";
import { giveTokens, takeList } from "./vertical/linkRoutes.ts";
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
  list: { method: "POST", purpose: "list", handle: takeList },
  tokens: { method: "GET", purpose: "tokens", handle: giveTokens },
  shares: { method: "POST", purpose: "share", handle: takeShare },
  announcement: { method: "POST", purpose: "announcement", handle: takeAnnouncement },
  file: { method: "POST", purpose: "file", handle: takeFile },
  refusal: { method: "POST", purpose: "refusal", handle: takeRefusal },
  session: { method: "POST", purpose: "session", handle: takeSession },
  note: { method: "POST", purpose: "note", handle: takeNote },
  replace: { method: "POST", purpose: "replace", handle: takeReplace },
  handover: { method: "GET", purpose: "handover", handle: giveShares },
  numbers: { method: "POST", purpose: "numbers", handle: takeNumbers },
  sum: { method: "POST", purpose: "sum", handle: takeSum },
  rounds: { method: "GET", purpose: "rounds", handle: showRounds },
  result: { method: "POST", purpose: "result", handle: takeResult },
  sign: { method: "POST", purpose: "sign", handle: sign },
  evaluation: { method: "GET", purpose: "evaluation", handle: showCandidate },
  answers: { method: "POST", purpose: "answers", handle: takeAnswers },
};

async function takeShare({ node, orderId, claim, job, sender, body }: NodeCall): Promise<object> {
  const message = parseDocument(ShareMessage, body, "share message");
  requireProvider(claim, message.datasetId, sender.signer);
  requireOrder(message, orderId);
  const { shares, link, verified } = requirePrivate(claim);
  const { chain, hpke } = node;
  const context = shareContext(chain.chainId, orderId, BigInt(message.datasetId), chain.account);
  // A blob that does not open, or is of another claim, is refused while its sender can still be told.
  const opened = await hpkeOpen(hpke.privateKey, fromHex(message.sealed), context);
  const { datasetId, commitments } = message;
  if (link !== null) link.checkRows(datasetId, opened, commitments as Hex[]);
  else
    acceptBits({
      orderId: orderId.toString(),
      job: jointJobId(verified, job),
      datasetId,
      index: job.record.nodes.indexOf(chain.account) as 0 | 1 | 2,
      words: inputWords(verified.plan),
      commitments: commitments as Hex[],
      package: opened,
    });
  const { signer, expires, signature } = sender;
  await shares.keep({ message, signature: { signer, expires, signature } });
  if (link !== null && shares.present().length === verified.spec.datasetIds.length) await link.end();
  return { taken: true };
}

/**
 * Lead only: where the order cannot do without this hospital, the job ends now and the buyer gets the money back, not after a wait.
 */
async function takeRefusal({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(RefusalMessage, body, "refusal");
  const { datasetId } = message;
  requireProvider(claim, datasetId, sender.signer);
  requireOrder(message, orderId);
  if (node.chain.account !== job.record.nodes[0]) throw notReady(orderId, "this node does not lead it");
  if (job.state !== "CLAIMED") return { taken: true };
  if (claim.releaseClass === "private") {
    claim.declined.add(datasetId);
    const { spec } = claim.verified;
    if (spec.datasetIds.length - claim.declined.size >= leastDatasets(spec)) return { taken: true };
  }
  claim.fault ??= refusalError(message);
  return { taken: true };
}

/** Lead only: which one file the hospital will send once the budget is charged for it; the first announcement stands. */
async function takeAnnouncement({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(AnnouncementMessage, body, "announcement");
  requireProvider(claim, message.datasetId, sender.signer);
  requireOrder(message, orderId);
  const { announced } = requireFileClaim(claim);
  if (node.chain.account !== job.record.nodes[0]) throw notReady(orderId, "this node does not lead it");
  await announced.update((current) => current ?? message);
  return { taken: true };
}

/** A part of the file that the budget was charged for: its origin has to be the one whose digest is on chain. */
async function takeFile({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(FileMessage, body, "part of a file");
  const { datasetId, origin, part } = message;
  requireProvider(claim, datasetId, sender.signer);
  requireOrder(message, orderId);
  const fileClaim = requireFileClaim(claim);
  if (job.state === "CLAIMED") throw notReady(orderId, "its budget is not charged yet");
  if (digestOfDocument(announcementOf(origin)) !== job.record.commitDigest)
    throw new SymbolonError("E4007", { node: sender.signer, field: "commitDigest", orderId });
  if (part >= partsOf(origin)) throw new SymbolonError("E9009", { reason: `the file has no part ${part}` });
  await openPart(node, message);
  await keepPart(fileClaim, message);
  return { taken: true };
}

async function takeNote({ orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(NoteMessage, body, "note");
  requireOrder(message, orderId);
  requireNode(job, orderId, message.node, sender.signer);
  requirePrivate(claim).notes.put(message);
  return { taken: true };
}

/** Another node of the job finds that the third one is gone. */
async function takeReplace({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const message = parseDocument(ReplaceMessage, body, "replacement");
  requireOrder(message, orderId);
  requireNode(job, orderId, sender.signer, sender.signer);
  if (job.state !== "CLAIMED" && job.state !== "MEASURED") throw notReady(orderId, `its job is ${job.state}`);
  const own = requirePrivate(claim);
  if (own.link !== null) throw notReady(orderId, "a node of linked patients is not replaced");
  return await agreeToReplace(node, own, job, message);
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
  const result = await buildResult(node, claim, job);
  const salt = saltToShow(claim, job, node.chain.account, result);
  compareReport(message, result, sender.signer);
  return { signature: await signReport(node.chain, orderId, result), salt };
}

async function showCandidate({ node, orderId, claim, sender, job }: NodeCall): Promise<Uint8Array> {
  if (!claim.verified.datasets.some((dataset) => dataset.provider === sender.signer)) {
    throw new SymbolonError("E4005", { sender: sender.signer, orderId });
  }
  if (claim.releaseClass === "statistics")
    throw new SymbolonError("E9006", { what: "a file to judge for a statistic" });
  await requireEvaluator(node, orderId, job);
  const { file, outputHash } = await buildResult(node, claim, job);
  if (outputHash !== job.record.report.outputHash)
    throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "outputHash", orderId });
  return file;
}

async function takeAnswers({ node, orderId, claim, sender, job, body }: NodeCall): Promise<object> {
  const answers = parseDocument(AnswersMessage, body, "answers");
  requireProvider(claim, answers.datasetId, sender.signer);
  await requireEvaluator(node, orderId, job);
  requireOrder(answers, orderId);
  const disagree = (field: string) => new SymbolonError("E4007", { node: sender.signer, field, orderId });
  const { outputHash } = job.record.report;
  if (answers.outputHash !== outputHash) throw disagree("outputHash");
  if (answers.releaseClass !== claim.releaseClass) throw disagree("releaseClass");
  const { signer: provider, expires, signature } = sender;
  const signed = { provider, expires, signature };
  if (answers.releaseClass === "private") await keepAnswers(claim, { ...signed, answers });
  else {
    const { sha256, rows } = answers.report.synthetic;
    if (sha256 !== outputHash || rows !== claim.verified.spec.rows) throw disagree("report");
    await keepAnswers(claim, { ...signed, answers });
  }
  return { taken: true };
}

async function requireEvaluator(node: WorkerNode, orderId: bigint, job: Job): Promise<void> {
  if (job.state !== "REPORTED") throw notReady(orderId, `its job is ${job.state}`);
  const evaluator = evaluatorOf(job.record.nodes, await readWorkers(node.chain));
  if (evaluator?.account !== node.chain.account) throw notReady(orderId, "another node evaluates it");
}
