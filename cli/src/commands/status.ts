import {
  AGGREGATE,
  formatWei,
  MIN_COHORT_HOLDOUT,
  NOT_PRIVATE,
  RELEASE_HIGH_FIDELITY,
  RELEASE_STATISTICS,
} from "@symbolon/protocol";
import type { MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readHistory } from "../shared/readHistory.ts";
import { type ChainOrder, readOrder } from "../shared/readOrder.ts";

const POLL_MILLIS = 1000;
const KIND_BY_DISTANCE = ["TREASURY", "EVALUATOR", "WORKER", "WORKER", "WORKER"] as const;

/**
 * `symbolon status ORDER`: where order and job stand and how they got there, from the chain's events; with `follow` it waits until the
 * job is FINALISED or FAILED or the order REFUNDED. Throws E2004.
 */
export async function status(
  connection: MarketConnection,
  options: { orderId: bigint; follow: boolean },
  out: Output,
): Promise<void> {
  for (;;) {
    const chain = await readOrder(connection, options.orderId);
    if (!options.follow || hasEnded(chain)) {
      await show(connection, chain, out);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

function hasEnded({ order, job }: ChainOrder): boolean {
  return job.state === "FINALISED" || job.state === "FAILED" || order.status === "REFUNDED";
}

async function show(connection: MarketConnection, chain: ChainOrder, out: Output): Promise<void> {
  const { order, job } = chain;
  const { orderId, terms } = order;
  const [history, accessUntil, payouts] = await Promise.all([
    readHistory(connection, chain),
    connection.accessToken.getFunction("accessUntil").staticCall(orderId) as Promise<bigint>,
    readShares(connection, chain),
  ]);
  const failReason = job.failReason === "NONE" ? null : job.failReason;
  const isReported = BigInt(job.record.report.outputHash) !== 0n;
  const certificate = job.record.evaluator === ZERO_ADDRESS ? null : job.record.certificate;
  const releaseClass = certificate === null ? null : classOf(certificate.releaseClass);
  const wasMeasured = history.some((event) => event.state === "MEASURED");
  const hint = failReason === "LEAD_GAVE_UP" && !wasMeasured ? UNMEASURED : null;
  out.result(
    {
      id: orderId,
      status: order.status,
      buyer: terms.buyer,
      rows: Number(terms.rows),
      totalWei: terms.totalWei,
      renewalWei: terms.renewalWei,
      permitId: terms.permitId,
      accessUntil: Number(accessUntil),
      deadline: Number(terms.deadline),
      job: {
        state: job.state,
        failReason,
        hint,
        outputHash: isReported ? job.record.report.outputHash : null,
        releaseClass,
        passed: certificate === null ? null : job.state === "CERTIFIED" || job.state === "FINALISED",
        history,
      },
      payouts,
    },
    [
      `order ${orderId}: ${order.status}, job ${job.state}${failReason === null ? "" : ` (${failReason})`}`,
      ...(releaseClass === null ? [] : [CLASSES[releaseClass]]),
      ...(hint === null ? [] : [hint]),
      ...history.map(
        (event) =>
          `  ${new Date(event.timestamp * 1000).toISOString()}  ${event.state.padEnd(10)} ${event.tx}`,
      ),
      ...payouts.map(
        (payout) =>
          `  ${formatWei(payout.amountWei)} SYM  ${payout.kind.padEnd(9)} ${payout.account} ${payout.claimed ? "paid" : "owed"}`,
      ),
    ],
  );
}

/** Why a job may have been given back before anything was measured, as far as the chain can tell. */
const UNMEASURED = `Nothing was measured and no budget was spent. An order with --where ends so when a hospital has fewer than ${MIN_COHORT_HOLDOUT} held-out records that meet it: widen it or leave that dataset out. A high-fidelity order ends so when its provider does not offer such files, or when the file did not pass inside the hospital.`;

const CLASSES = {
  private: "release class private: differentially private",
  "high-fidelity": `release class high-fidelity: ${NOT_PRIVATE}`,
  statistics: `release class statistics: ${AGGREGATE}`,
} as const;

function classOf(releaseClass: bigint): keyof typeof CLASSES {
  if (releaseClass === RELEASE_STATISTICS) return "statistics";
  return releaseClass === RELEASE_HIGH_FIDELITY ? "high-fidelity" : "private";
}

const ZERO_ADDRESS = `0x${"00".repeat(20)}`;

/** Who is owed what and whether it was fetched; empty before settlement. */
async function readShares(connection: MarketConnection, { order }: ChainOrder) {
  const { settlement, orderId } = order;
  if (settlement === null) return [];
  const claimed = (await connection.market.getFunction("claimedOf").staticCall(orderId)) as bigint;
  return settlement.payees.map((account, index) => ({
    index,
    account,
    kind: KIND_BY_DISTANCE[settlement.payees.length - 1 - index] ?? "PROVIDER",
    amountWei: settlement.amountsWei[index]!,
    claimed: ((claimed >> BigInt(index)) & 1n) === 1n,
  }));
}
