import { SymbolonError } from "@symbolon/protocol";
import { contractErrorOf } from "../shared/chainError.ts";
import { checkBasis } from "../shared/checkBasis.ts";
import { readHistory } from "../shared/readHistory.ts";
import { type Job, readJob } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import { certifyJob } from "./certifyJob.ts";
import { claimJob } from "./claimJob.ts";
import type { Claim } from "./claims.ts";
import { commitResult } from "./commitResult.ts";
import { deliverJob } from "./deliverJob.ts";
import { failJob, refundFailed } from "./failJob.ts";
import { readParts } from "./fileParts.ts";
import { handOver } from "./handOver.ts";
import { leadSession } from "./joint/leadSession.ts";
import { replaceSilent } from "./joint/replaceSilent.ts";
import { takeOver } from "./joint/takeOver.ts";
import { measureFile } from "./measureFile.ts";
import { reportJob } from "./reportJob.ts";
import { advanceRounds } from "./statistics/advanceRounds.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What a look needs to know about time: the chain's clock, and when this node could first have acted (its own clock), in seconds. */
export type Clock = { readonly chainSeconds: number; readonly waitedSeconds: number };

/**
 * One look at an order: reads the chain and does this node's next step, if there is one. Every step is decided from chain state and
 * durable session, so it may be killed anywhere and called again. True when nothing more can happen. Retryable errors are thrown for the
 * caller to try again; any other error ends the job when this node leads it, so that the buyer gets the money back.
 */
export async function advanceJob(node: WorkerNode, orderId: bigint, clock: Clock): Promise<boolean> {
  const { chain } = node;
  const { order, job } = await readHistory(chain, orderId);
  const isLead = job.record.nodes[0] === chain.account;
  if (job.state === "FAILED") {
    if (isLead) await refundFailed(node, orderId);
    return true;
  }
  if (job.state === "FINALISED") {
    // Anybody may have finalised before this lead had handed the file over: the buyer has paid and gets it.
    const isPaid = order.status !== "REFUNDED";
    if (isLead && isPaid) await handOver(node, (await node.claims.open(orderId)).claim, job);
  }
  if (job.state === "FINALISED" || order.status !== "ESCROWED") return true;
  if (BigInt(clock.chainSeconds) > order.terms.deadline) {
    if (isLead) await failJob(node, orderId, "DEADLINE", "the order's time is over");
    return !isLead;
  }
  if (job.state === "REQUESTED" || mayReclaim(node, job, clock)) {
    const sinceClaim = clock.chainSeconds - Number(job.record.claimedAt) - node.settings.reclaimSeconds;
    await claimJob(node, order, job, job.state === "REQUESTED" ? clock.waitedSeconds : sinceClaim);
    return false;
  }
  if (!job.record.nodes.includes(chain.account)) return false;
  try {
    await step(node, order, job, clock);
  } catch (error) {
    if (isLead && (await giveUp(node, orderId, error))) return true;
    throw error;
  }
  return false;
}

async function step(node: WorkerNode, order: Order, job: Job, clock: Clock): Promise<void> {
  const { chain } = node;
  const isLead = job.record.nodes[0] === chain.account;
  if (job.state === "REFUSED") {
    const { certificateDigest } = job.record.certificate;
    if (isLead) await failJob(node, order.orderId, "CERTIFICATE_REFUSED", `certificate ${certificateDigest}`);
    return;
  }
  if (isLead) await checkBasis(chain, order, job);
  const { claim } = await node.claims.open(order.orderId);
  if (claim.fault !== null) throw claim.fault;
  const waited = clock.chainSeconds - Number(job.record.claimedAt);
  try {
    await workOn(node, claim, job, waited);
  } catch (error) {
    // While records are being measured, a fault is final; later steps only repeat what is already decided.
    const measuring = job.state === "CLAIMED" || job.state === "MEASURED";
    if (measuring && error instanceof SymbolonError && !error.retryable && error.code !== "E6003") {
      claim.fault = error;
    }
    throw error;
  }
  if (isLead && job.state === "CLAIMED" && waited > node.settings.giveUpSeconds) {
    // Not retryable: the shares did not come in time, and the reservation keeps others from ordering.
    throw new SymbolonError("E4006", {
      orderId: order.orderId,
      reason: `not measured ${waited} s after the claim`,
    });
  }
}

async function workOn(node: WorkerNode, claim: Claim, job: Job, waited: number): Promise<void> {
  const { chain } = node;
  const isLead = job.record.nodes[0] === chain.account;
  if (claim.releaseClass === "private") {
    const isSettled = () => claim.model.get()?.isSettled === true;
    const isMeasuring = job.state === "CLAIMED" || job.state === "MEASURED";
    // A node of linked patients is waited for, not replaced: another would have another share of the token key.
    if (isMeasuring && claim.link === null) {
      await takeOver(node, claim, job);
      // A settled model names its nodes: from there on a lost one is waited for.
      if (!isSettled()) await replaceSilent(node, claim, job);
    }
    if (isLead && isMeasuring && !isSettled()) await leadSession(node, claim, job, waited);
    if (job.state === "MEASURED" && isSettled()) await commitResult(node, claim, job);
  } else if (claim.releaseClass === "statistics") {
    if (job.state === "CLAIMED" || job.state === "MEASURED") await advanceRounds(node, claim, job);
    const isReleased = claim.rounds.stand().step.step === "released";
    if (job.state === "MEASURED" && isReleased) await commitResult(node, claim, job);
  } else {
    if (job.state === "CLAIMED") await measureFile(node, claim, job);
    if (job.state === "MEASURED" && (await readParts(claim)) !== null) await commitResult(node, claim, job);
  }
  if (job.state === "COMMITTED" && isLead) await reportJob(node, claim, job);
  if (job.state === "REPORTED" && !isLead) {
    const evaluator = evaluatorOf(job.record.nodes, await readWorkers(chain));
    if (evaluator?.account === chain.account) await certifyJob(node, claim, job);
  }
  if (job.state === "CERTIFIED" && isLead) await deliverJob(node, claim, job);
}

/** Ends the job where that is right; true when it did. */
async function giveUp(node: WorkerNode, orderId: bigint, error: unknown): Promise<boolean> {
  const why = error instanceof Error ? error.message : String(error);
  const contract = contractErrorOf(error);
  if ((error instanceof SymbolonError && error.code === "E3002") || contract === "JobConsentStale") {
    await failJob(node, orderId, "CONSENT_STALE", why);
    return true;
  }
  if (error instanceof SymbolonError && error.code === "E3005") {
    await failJob(node, orderId, "PERMIT_DEAD", why);
    return true;
  }
  if (contract === "JobPastDeadline") {
    await failJob(node, orderId, "DEADLINE", why);
    return true;
  }
  if (error instanceof SymbolonError && (error.retryable || error.code === "E6003")) return false;
  const { state } = await readJob(node.chain, orderId);
  if (!["CLAIMED", "MEASURED", "COMMITTED", "REPORTED"].includes(state)) return false;
  node.log.error({ err: error, orderId: orderId.toString() }, "the lead gives the job up");
  await failJob(node, orderId, "LEAD_GAVE_UP", why);
  return true;
}

function mayReclaim(node: WorkerNode, job: Job, clock: Clock): boolean {
  if (job.state !== "CLAIMED" || job.record.nodes[0] === node.chain.account) return false;
  return clock.chainSeconds - Number(job.record.claimedAt) > node.settings.reclaimSeconds;
}
