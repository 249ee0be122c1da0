import { type Hex, type SumMessage, SymbolonError } from "@symbolon/protocol";
import { commitMessage } from "../../../mpc/commitPartial.ts";
import type { Committed, NodeSession } from "../../../mpc/nodeSession.ts";
import { commitDigest, openMessage, openPartial } from "../../../mpc/openPartial.ts";
import { commitSum } from "../../../mpc/statistics/commitSum.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { checkBasis } from "../../shared/checkBasis.ts";
import { checkBudget } from "../../shared/checkBudget.ts";
import { isRetryable } from "../../shared/isRetryable.ts";
import { readHistory } from "../../shared/readHistory.ts";
import type { Job } from "../../shared/readJob.ts";
import { chargeBudget } from "../chargeBudget.ts";
import type { StatisticsClaim } from "../claims.ts";
import { postToNode } from "../postToNode.ts";
import type { WorkerNode } from "../workerNode.ts";

/**
 * One look at the rounds of a statistic: does what this node can do now, and tells the other two. Shares become a commitment, three commitments
 * an opening once the budget is charged for the first round's, three openings a sum, and sums the next round's plan. Throws E2020 once the
 * statistic's own limits withhold it (and the others, who must find so too, have this node's openings), what `mayOpen` refuses for, and retryable errors while a node is away.
 */
export async function advanceRounds(node: WorkerNode, claim: StatisticsClaim, job: Job): Promise<void> {
  const { rounds } = claim;
  const { orderId } = claim.verified.order;
  for (;;) {
    const { rounds: planned, step } = rounds.stand();
    let isTold = true;
    for (const round of planned.keys()) isTold = (await tell(node, claim, job, round)) && isTold;
    if (step.step === "withheld" && (isTold || job.record.nodes[0] === node.chain.account))
      throw new SymbolonError("E2020", { orderId, reason: step.reason });
    if (step.step !== "round") return;
    const round = planned.length - 1;
    const before = rounds.session(round);
    if (before.step === "awaitingShares") {
      if (Object.keys(before.shares).length < before.job.datasetIds.length) return;
      await rounds.update(round, (session) =>
        session.step === "awaitingShares" ? commitSum(session, cryptoEntropy()) : session,
      );
    } else if (before.step === "committed") {
      if (before.commitments.includes(null) || !(await mayOpen(node, claim, before, round))) return;
      await rounds.update(round, (session) =>
        session.step === "committed" ? openPartial(session) : session,
      );
    } else return;
  }
}

/**
 * This node's last word before a round is opened, from the chain itself: the basis still stands, and the budget is charged for exactly what
 * the three nodes are bound to in the first round (the lead has it charged). Throws E3002, E3005 or E4006 for what this node refuses, E4007
 * when the chain has another digest.
 */
async function mayOpen(
  node: WorkerNode,
  claim: StatisticsClaim,
  session: Committed,
  round: number,
): Promise<boolean> {
  const { chain } = node;
  const { orderId } = claim.verified.order;
  const { order, job } = await readHistory(chain, orderId);
  await checkBasis(chain, order, job);
  if (job.state === "CLAIMED") {
    // The others wait for the charge: what is reserved may be charged at any moment now, so they have nothing to look at.
    if (job.record.nodes[0] !== chain.account) return false;
    await checkBudget(chain, order);
    const digest = commitDigest(session);
    const detail = `first round of a statistic, commitments ${digest}`;
    await chargeBudget(node, claim, job, { digest, droppedMask: 0, detail });
    return false;
  }
  if (job.state !== "MEASURED")
    throw new SymbolonError("E4006", { orderId, reason: `its job is ${job.state}` });
  const disagree = (field: string) =>
    new SymbolonError("E4007", { node: job.record.nodes[0], field, orderId });
  if (round === 0 && job.record.commitDigest !== commitDigest(session)) throw disagree("commitDigest");
  if (Number(job.record.droppedMask) !== 0) throw disagree("droppedMask");
  return true;
}

/** Sends what this node has said in a round to the nodes that have not acknowledged it; true when all have. One that is away is tried again at the next look. */
async function tell(node: WorkerNode, claim: StatisticsClaim, job: Job, round: number): Promise<boolean> {
  const { orderId } = claim.verified.order;
  const messages = messagesOf(orderId, round, claim.rounds.session(round));
  const peers = job.record.nodes.filter((account): account is Hex => account !== node.chain.account);
  let isTold = true;
  for (const message of messages)
    for (const peer of peers) {
      const key = `${message.kind} ${round} ${peer}`;
      if (claim.delivered.has(key)) continue;
      try {
        await postToNode(node, peer, orderId, "sum", message);
        claim.delivered.add(key);
      } catch (error) {
        if (!isRetryable(error)) throw error;
        node.log.debug({ err: error, peer, round }, "a node did not take a message of a sum yet");
        isTold = false;
      }
    }
  return isTold;
}

/** A commitment, and once this node has opened, its opening too. */
function messagesOf(orderId: bigint, round: number, session: NodeSession): SumMessage[] {
  if (session.step === "awaitingShares") return [];
  const about = { orderId: orderId.toString(), round };
  const commitment: SumMessage = { ...about, kind: "commitment", body: commitMessage(session) };
  if (session.step === "committed") return [commitment];
  return [commitment, { ...about, kind: "opening", body: openMessage(session) }];
}
