import { join } from "node:path";
import {
  hpkeSeal,
  type NumbersMessage,
  numbersContext,
  SymbolonError,
  statisticColumns,
  toHex,
} from "@symbolon/protocol";
import { mixedRecords } from "../../../data/mixedRecords.ts";
import { toFixedPoint } from "../../../mpc/statistics/fixedPoint.ts";
import { followRounds } from "../../../mpc/statistics/followRounds.ts";
import { shareNumbers } from "../../../mpc/statistics/shareNumbers.ts";
import { statisticOf } from "../../../mpc/statistics/statisticOf.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { readHistory } from "../../shared/readHistory.ts";
import type { Job } from "../../shared/readJob.ts";
import { stateFile } from "../../shared/stateFile.ts";
import { statisticsJobOf } from "../../shared/statisticsJobOf.ts";
import type { VerifiedStatisticsOrder } from "../../shared/verifyOrder.ts";
import { checkClaim } from "../checkClaim.ts";
import { deliverSealed, type SealedMessages } from "../deliverSealed.ts";
import { excludedRows } from "../excludedRows.ts";
import type { OrderContext } from "../orderContext.ts";
import { tellRefusal } from "../tellRefusal.ts";

/**
 * This hospital's part of the round after the rounds whose sums are `opened` (none: the first, which needs nobody's word): checks the claim,
 * derives the plan, computes, shares, seals and delivers; true once every node has its share, or when there is no further round. Each round of a
 * claim is computed once, whatever sums are shown later. Nothing is counted before every check has passed. Throws E2019, E3002, E3005, E4006
 * for what this hospital refuses, and retryable errors of chain, store and nodes.
 */
export async function shareRound(
  context: OrderContext,
  job: Job,
  verified: VerifiedStatisticsOrder,
  opened: readonly BigInt64Array[],
): Promise<boolean> {
  const { chain, order, datasetId, stateFolder, reporter } = context;
  const { orderId } = order;
  const round = opened.length;
  const name = `${orderId}-${statisticsJobOf(verified, job).claim}-round-${round}.json`;
  const file = stateFile<SealedMessages<NumbersMessage>>(join(stateFolder, "orders", name));
  let state = await file.read();
  if (state === null) {
    const sealed = await sealRound(context, job, verified, opened);
    if (sealed === null) return true;
    // Two processes of one hospital may both get here: the first to keep its shares decides.
    state = await file.writeOnce(sealed);
  }
  const isNew = state.delivered.length < state.messages.length;
  const done = await deliverSealed(chain, file, state, { orderId, route: "numbers", purpose: "numbers" });
  if (done && isNew)
    reporter.progress({
      step: "shared",
      orderId: orderId.toString(),
      datasetId: datasetId.toString(),
      detail: `round ${round}: one sealed share each to ${state.messages.map(({ node }) => node).join(", ")}`,
    });
  return done;
}

async function sealRound(
  context: OrderContext,
  job: Job,
  verified: VerifiedStatisticsOrder,
  opened: readonly BigInt64Array[],
): Promise<SealedMessages<NumbersMessage> | null> {
  const { chain, order, datasetId, hospital } = context;
  const { spec } = verified;
  const nodes = await checkClaim(chain, verified, job);
  const about = { orderId: order.orderId.toString(), datasetId: datasetId.toString() };
  if (spec.release.kind === "aggregate" && !hospital.config.releaseClasses.includes("statistics"))
    await tellRefusal(chain, nodes[0]!, { ...about, code: "E2019" });
  const { rounds, step } = followRounds(spec, statisticsJobOf(verified, job), opened);
  if (step.step !== "round") return null;
  const { plan, sum } = rounds.at(-1)!;
  // A statistic judges nothing by a holdout: all records that may be used are in.
  const excluded = await excludedRows(context, job);
  const flags = excluded.map((flag) => Number(flag !== 1));
  const table = await mixedRecords(hospital.records, statisticColumns(spec), flags);
  const numbers = toFixedPoint(statisticOf(spec).local(table, plan), plan.fractionBits);
  // A withdrawal mined while computing changes the epoch: look again, so that the numbers are those of the pinned epoch.
  const { order: now, job: claim } = await readHistory(chain, order.orderId);
  if (claim.state !== job.state)
    throw new SymbolonError("E4008", { ...about, reason: `its job is ${claim.state}` });
  await checkClaim(chain, { ...verified, order: now }, claim);
  const { plaintexts, commitments } = shareNumbers({
    job: sum,
    datasetId: about.datasetId,
    numbers,
    entropy: cryptoEntropy(),
  });
  const messages = await Promise.all(
    nodes.map(async ({ account, endpoint, hpkeKey }, i) => {
      const context_ = numbersContext(chain.chainId, order.orderId, datasetId, account, opened.length);
      const sealed = await hpkeSeal(hpkeKey, plaintexts[i] as Uint8Array<ArrayBuffer>, context_);
      const message: NumbersMessage = {
        ...about,
        round: opened.length,
        commitments: [...commitments],
        sealed: toHex(sealed),
      };
      return { node: account, endpoint, message };
    }),
  );
  return { messages, delivered: [] };
}
