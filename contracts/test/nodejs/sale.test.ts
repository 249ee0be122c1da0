import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { eventOf, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import {
  certify,
  claim,
  finalise,
  measure,
  nodesOf,
  playUntil,
  REPORT,
  report,
} from "../../test-support/jobSteps.ts";
import { buy, PRICE_A_WEI, PRICE_B_WEI, publishBoth } from "../../test-support/sale.ts";

const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;

describe("a sale from listing to payout", () => {
  let stage: Stage;
  before(async () => {
    stage = await createStage();
    await publishBoth(stage);
  });

  it("takes one transaction to buy, and the escrow holds the total", async () => {
    const receipt = await buy(stage);
    const { orderId, totalWei, datasetIds } = eventOf(stage, "market", "OrderPlaced", receipt);
    assert.equal(orderId, 1n);
    assert.equal(totalWei, TOTAL_WEI);
    assert.deepEqual([...datasetIds], [1n, 2n]);
    assert.equal(await view(stage, "token", "balanceOf", stage.deployment.contracts.market), TOTAL_WEI);
    eventOf(stage, "jobRegistry", "JobRequested", receipt);
  });

  it("charges the budget when measured, not before", async () => {
    await claim(stage, 1n);
    assert.deepEqual([...(await view(stage, "privacyLedger", "budgetOf", 1n))], [1_000_000n, 40_000n, 0n]);
    await measure(stage, 1n);
    assert.deepEqual([...(await view(stage, "privacyLedger", "budgetOf", 1n))], [1_000_000n, 0n, 40_000n]);
  });

  it("keeps the buyer's terms when the provider changes the listing after the sale", async () => {
    const { hospitalA } = stage.actors;
    await send(stage, hospitalA, "datasetRegistry", "setTerms", 1n, 1n, 1);
    await send(stage, hospitalA, "datasetRegistry", "setStatus", 1n, 3);
    const order = await view(stage, "market", "orderOf", 1n);
    assert.deepEqual([...order.pricesWei], [PRICE_A_WEI, PRICE_B_WEI]);
    assert.equal(order.purpose, 0b10000n);
  });

  it("settles to the wei and starts the access period", async () => {
    await report(stage, 1n);
    await certify(stage, 1n);
    const receipt = await finalise(stage, 1n);
    const { accessUntil } = eventOf(stage, "jobRegistry", "JobFinalised", receipt);
    assert.equal(accessUntil, BigInt((await stage.now()) + 30 * 86_400));
    assert.equal(await view(stage, "accessToken", "accessUntil", 1n), accessUntil);

    const { hospitalA, hospitalB, treasury } = stage.actors;
    const workersWei = (TOTAL_WEI * 1_500n) / 10_000n;
    const feeWei = (TOTAL_WEI * 250n) / 10_000n;
    const providersWei = TOTAL_WEI - workersWei - 2n * feeWei;
    const balance = (account: string): Promise<bigint> => view(stage, "rewards", "balanceOf", account);
    const hospitals = (await balance(hospitalA.address)) + (await balance(hospitalB.address));
    assert.equal(hospitals, providersWei);
    assert.equal(await balance(hospitalA.address), (providersWei * PRICE_A_WEI) / TOTAL_WEI);
    assert.equal(await balance(treasury.address), feeWei);
    const nodes = await Promise.all(nodesOf(stage).map((node) => balance(node.address)));
    assert.equal(
      nodes.reduce((sum, amount) => sum + amount, 0n),
      workersWei + feeWei,
    );
    assert.equal(await view(stage, "token", "balanceOf", stage.deployment.contracts.market), 0n);
  });

  it("pays each payee on his own call", async () => {
    const { hospitalA, stranger } = stage.actors;
    const owed = await view(stage, "rewards", "balanceOf", hospitalA.address);
    await send(stage, hospitalA, "rewards", "withdraw", stranger.address);
    assert.equal(await view(stage, "token", "balanceOf", stranger.address), owed);
  });

  it("shows the whole job on chain", async () => {
    const job = await view(stage, "jobRegistry", "jobOf", 1n);
    assert.equal(job.report.outputHash, REPORT.outputHash);
    assert.equal(job.passed, true);
    assert.deepEqual(
      [...job.nodes],
      nodesOf(stage).map((node) => node.address),
    );
    assert.deepEqual([...job.consentEpochs], [0n, 0n]);
  });
});

describe("many open jobs", () => {
  it("cost a claim the same gas with 1 and with 60 of them", async () => {
    const stage = await createStage();
    await publishBoth(stage);
    const clientOrderId = (i: number) => `0x${i.toString(16).padStart(64, "0")}`;
    const place = async (i: number) =>
      (await buy(stage, { clientOrderId: clientOrderId(i), rhoMicro: 100n })).gasUsed;
    await place(1);
    const buyWithTwo = await place(2);
    const claimFirst = (await claim(stage, 1n)).gasUsed;
    for (let i = 3; i < 60; i++) await place(i);
    const buyWithSixty = await place(60);
    const claimLast = (await claim(stage, 60n)).gasUsed;
    // Only the number of non-zero bytes in calldata and records may differ.
    assert.ok(Math.abs(Number(claimLast - claimFirst)) < 100, `${claimFirst} and ${claimLast}`);
    assert.ok(Math.abs(Number(buyWithSixty - buyWithTwo)) < 100, `${buyWithTwo} and ${buyWithSixty}`);
  });

  it("stay readable past order 128, where the address of a record changes its shape", async () => {
    const stage = await createStage();
    await publishBoth(stage);
    for (let i = 1; i <= 130; i++)
      await buy(stage, { clientOrderId: `0x${i.toString(16).padStart(64, "0")}`, rhoMicro: 1n });
    await playUntil(stage, 129n, "finalise");
    const order = await view(stage, "market", "orderOf", 129n);
    assert.deepEqual([order.buyer, order.status], [stage.actors.buyer.address, 2n]);
  });
});
