import { id } from "ethers";
import { eventOf, send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";
import {
  certify,
  claim,
  commit,
  finalise,
  measure,
  playUntil,
  replaceNode,
  report,
} from "../test-support/jobSteps.ts";
import { claimPayout, claimPayouts } from "../test-support/payouts.ts";
import { orderOf, settlementOf } from "../test-support/records.ts";
import { buy, PRICE_A_WEI } from "../test-support/sale.ts";
import type { GasBook } from "./gasRow.ts";

const ONE = { datasetIds: [1n], maxPriceWei: PRICE_A_WEI };

/** A job from claim to payout, its ways out, and a dispute. Needs {@link measureSales} to have been played. */
export async function measureJobs(stage: Stage, book: GasBook): Promise<void> {
  const { deployer, stranger, buyer } = stage.actors;
  const orders: bigint[] = [];
  for (let i = 0; i < 5; ++i) orders.push(await order(stage, `job ${i}`));
  const [main, next, third, disputed, late] = orders as [bigint, bigint, bigint, bigint, bigint];
  await book.note("job claim", claim(stage, main));
  await book.note("job measure", measure(stage, main));
  await book.note("job commit", commit(stage, main));
  await book.note("job report", report(stage, main));
  await book.note("job certify", certify(stage, main));
  await book.note("job finalise", finalise(stage, main));
  for (const orderId of [next, third, disputed]) await playUntil(stage, orderId, "finalise");
  await measureSurvivors(stage, book);
  await measureDispute(stage, disputed, book);

  const settlement = await settlementOf(stage, next);
  await book.note("release by the buyer", send(stage, buyer, "market", "release", next, settlement));
  await stage.pass(3 * 86_400 + 1);
  await book.note("claim a payout, cold", claimPayout(stage, main, 0));
  await book.note("claim a payout, warm", claimPayout(stage, main, 1));
  await book.note("claim two payouts at once, each", claimPayouts(stage, [next, third], 0), 2);
  const { terms } = await orderOf(stage, late);
  await book.note("refund after the deadline", send(stage, stranger, "market", "refund", late, terms));
  const pay = send(stage, deployer, "token", "transfer", stranger.address, 1n);
  await book.note("token transfer, cold", pay);
}

/** A job over two datasets that loses one of them and a node. */
async function measureSurvivors(stage: Stage, book: GasBook): Promise<void> {
  const receipt = await buy(stage, { rhoMicro: 1_000n, clientOrderId: id("survivors") });
  const orderId = eventOf(stage, "market", "OrderPlaced", receipt).orderId as bigint;
  await claim(stage, orderId);
  await book.note("job measure, one of two datasets dropped", measure(stage, orderId, 0b10));
  await book.note("job replace a node", replaceNode(stage, orderId, 2, stage.actors.node4));
  for (const step of [commit, report, certify]) await step(stage, orderId);
  await book.note("job finalise, one of two datasets dropped", finalise(stage, orderId));
}

async function measureDispute(stage: Stage, orderId: bigint, book: GasBook): Promise<void> {
  const { buyer, voter1, voter2, voter3 } = stage.actors;
  const settlement = await settlementOf(stage, orderId);
  const { disputes } = stage.deployment.contracts;
  await send(stage, buyer, "token", "approve", disputes, 10n ** 30n);
  const open = send(stage, buyer, "disputes", "open", orderId, settlement, id("evidence"));
  await book.note("open a dispute", open);
  const vote = (voter: typeof voter1) =>
    send(stage, voter, "disputes", "vote", orderId, settlement, true, id("opinion"));
  await book.note("vote", vote(voter1));
  await vote(voter2);
  await book.note("vote that upholds: refund and four slashings", vote(voter3));
}

/** Places an order over one dataset and returns its id. */
export async function order(stage: Stage, name: string): Promise<bigint> {
  const receipt = await buy(stage, { ...ONE, rhoMicro: 1_000n, clientOrderId: id(name) });
  return eventOf(stage, "market", "OrderPlaced", receipt).orderId as bigint;
}
