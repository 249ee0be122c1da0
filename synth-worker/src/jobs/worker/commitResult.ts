import { randomBytes } from "node:crypto";
import { type Hex, type ResultMessage, resultCommit, SymbolonError, toHex } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import { buildResult, type Result } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { postToNode } from "./postToNode.ts";
import { withCommit } from "./resultCommits.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * A look at a MEASURED job whose counts are opened, or whose file is here: binds this node to what it found, with a salt that is drawn once and on disk before
 * the commitment leaves, and sends the commitment to the lead. The lead puts all three on chain. Nothing is shown here: report and salt
 * stay until the chain says COMMITTED. Throws E4007 when a kept commitment is to another result.
 */
export async function commitResult(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, reporter } = node;
  const { orderId } = claim.verified.order;
  const lead = job.record.nodes[0];
  const index = job.record.nodes.indexOf(chain.account);
  const result = await buildResult(node, claim, job);
  await claim.commits.update((current) =>
    current.salt === null ? { ...current, salt: toHex(randomBytes(32)) } : current,
  );
  const commit = ownCommit(claim, chain.account, result);
  const { commits } = await claim.commits.update((current) =>
    withCommit(current, { orderId, node: chain.account, index, commit }),
  );
  if (lead !== chain.account) {
    if (claim.delivered.has(`result ${lead}`)) return;
    const message: ResultMessage = {
      orderId: orderId.toString(),
      node: chain.account,
      resultCommit: commit,
    };
    await postToNode(node, lead, orderId, "result", message);
    claim.delivered.add(`result ${lead}`);
    return;
  }
  if (commits.some((each) => each === null)) return;
  const sent = await unlessOvertaken(() => chain.send("jobRegistry", "commit", orderId, job.record, commits));
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const detail = "results of all nodes, hidden";
  reporter.progress({ step: "committed", orderId: orderId.toString(), txHash, gasUsed, detail });
}

/** Throws E4008 (retryable) unless the chain says that all three commitments are there: before, no result is shown to anybody. */
export function requireShown(job: Job, orderId: bigint): void {
  if (job.state !== "COMMITTED" && job.state !== "REPORTED")
    throw new SymbolonError("E4008", { orderId, reason: `its job is ${job.state}` });
}

/**
 * This node's salt, to be shown. Throws what {@link requireShown} throws, E4007 when the commitment that the chain has for this node is
 * not this node's own.
 */
export function saltToShow(claim: Claim, job: Job, account: Hex, result: Result): Hex {
  const { orderId } = claim.verified.order;
  requireShown(job, orderId);
  const index = job.record.nodes.indexOf(account);
  const { salt } = claim.commits.get();
  if (salt === null || job.record.resultCommits[index] !== ownCommit(claim, account, result))
    throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "resultCommit", orderId });
  return salt;
}

function ownCommit(claim: Claim, account: Hex, result: Result): Hex {
  const { salt } = claim.commits.get();
  const { orderId } = claim.verified.order;
  if (salt === null) throw new SymbolonError("E4010", { orderId, reason: "no salt was drawn" });
  const { manifestDigest, outputHash, modelDigest } = result;
  return resultCommit(orderId, account, { manifestDigest, outputHash, modelDigest }, salt);
}
