import { type Hex, hexBytes, parseDocument, type ReplaceMessage, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { Job } from "../../shared/readJob.ts";
import { unlessOvertaken } from "../../shared/unlessOvertaken.ts";
import type { PrivateClaim } from "../claims.ts";
import { postToNode } from "../postToNode.ts";
import type { WorkerNode } from "../workerNode.ts";
import { replacements } from "./replacement.ts";
import { signReplacement } from "./signReplacement.ts";
import { isThere } from "./silence.ts";

/** How often a node is asked within the time after which it is replaced. */
const PROBES = 10;

const Answer = z.strictObject({ signature: hexBytes });

/**
 * A look at the other nodes of a private job that is being measured: one that has not answered for `replaceSeconds` is replaced, if the third
 * node finds so too and somebody is there who may take its place. The first of the two that stay acts. Its shares are
 * taken over from them (takeOver.ts). Retryable errors are left for the next look.
 */
export async function replaceSilent(node: WorkerNode, claim: PrivateClaim, job: Job): Promise<void> {
  const { chain, settings, reporter } = node;
  const { order } = claim.verified;
  const { silence } = claim;
  const now = performance.now() / 1000;
  if (now - silence.askedAt < settings.replaceSeconds / PROBES) return;
  silence.askedAt = now;
  const peers = job.record.nodes.filter((account): account is Hex => account !== chain.account);
  const answering = await Promise.all(peers.map((peer) => isThere(node, silence, peer)));
  const gone = peers.filter((_, i) => !answering[i]);
  const [lost] = gone;
  if (lost === undefined || gone.length > 1) return;
  if (now - silence.since.get(lost)! < settings.replaceSeconds) return;
  const index = job.record.nodes.indexOf(lost);
  const third = peers.find((peer) => peer !== lost)!;
  const { nodes } = job.record;
  if (nodes.indexOf(third) < nodes.indexOf(chain.account)) return;
  const [candidate] = await answeringOf(node, claim, await replacements(chain, claim, job, index));
  if (candidate === undefined) return;
  const { orderId } = order;
  const message: ReplaceMessage = { orderId: orderId.toString(), index, node: candidate };
  const { signature } = parseDocument(
    Answer,
    await postToNode(node, third, orderId, "replace", message),
    "answer about a replacement",
  );
  const own = await signReplacement(chain, orderId, job, { index, node: candidate });
  const sent = await unlessOvertaken(() =>
    chain.send("jobRegistry", "replaceNode", orderId, order.terms, job.record, index, candidate, [
      own,
      signature,
    ]),
  );
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const detail = `node ${index}: ${candidate} for ${lost}, which does not answer`;
  reporter.progress({ step: "replaced", orderId: orderId.toString(), txHash, gasUsed, detail });
}

/**
 * The third node's answer: its signature when it does not reach the node either and finds the newcomer fit. Throws E4008 (retryable)
 * otherwise, E4006 for a newcomer that may not have these shares.
 */
export async function agreeToReplace(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
  { index, node: newcomer }: { readonly index: number; readonly node: Hex },
): Promise<{ signature: Hex }> {
  const { chain } = node;
  const { orderId } = claim.verified.order;
  if (claim.model.get()?.isSettled === true)
    throw new SymbolonError("E4008", { orderId, reason: "its model is settled by the nodes as they are" });
  const lost = job.record.nodes[index]!;
  if (lost === chain.account || (await isThere(node, claim.silence, lost)))
    throw new SymbolonError("E4008", { orderId, reason: `node ${lost} is there` });
  const fit = await replacements(chain, claim, job, index);
  if (!fit.some(({ account }) => account === newcomer))
    throw new SymbolonError("E4006", { orderId, reason: `${newcomer} may not take a place in this job` });
  return { signature: await signReplacement(chain, orderId, job, { index, node: newcomer }) };
}

async function answeringOf(
  node: WorkerNode,
  claim: PrivateClaim,
  candidates: readonly { readonly account: Hex }[],
): Promise<Hex[]> {
  for (const { account } of candidates) if (await isThere(node, claim.silence, account)) return [account];
  return [];
}
