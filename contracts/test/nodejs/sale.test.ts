import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { hashSettlement, hashTerms, recordMatches, recordStatus } from "@symbolon/protocol";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import { certify, claim, commit, finalise, measure, REPORT, report } from "../../test-support/jobSteps.ts";
import { claimPayout, claimPayouts } from "../../test-support/payouts.ts";
import { jobOf, orderOf, settlementOf } from "../../test-support/records.ts";
import { buy, PRICE_A_WEI, PRICE_B_WEI, publishBoth, signPermit } from "../../test-support/sale.ts";

const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;
const DAY = 86_400;

describe("a sale from listing to payout", () => {
  let stage: Stage;
  before(async () => {
    stage = await createStage();
    await publishBoth(stage);
  });

  it("takes one transaction to buy; the chain keeps one word that stands for the terms", async () => {
    await buy(stage);
    const { terms } = await orderOf(stage, 1n);
    assert.equal(terms.totalWei, TOTAL_WEI);
    assert.deepEqual(terms.datasetIds, [1n, 2n]);
    assert.equal(await view(stage, "token", "balanceOf", stage.deployment.contracts.market), TOTAL_WEI);
    const record = await view(stage, "market", "recordOf", 1n);
    assert.equal(recordStatus(record), 1);
    assert.ok(recordMatches(record, hashTerms(terms)));
  });

  it("charges the budget when measured, not before", async () => {
    await claim(stage, 1n);
    const budget = async () => [...(await view(stage, "privacyLedger", "budgetOf", 1n))].slice(0, 3);
    assert.deepEqual(await budget(), [1_000_000n, 40_000n, 0n]);
    await measure(stage, 1n);
    assert.deepEqual(await budget(), [1_000_000n, 0n, 40_000n]);
  });

  it("keeps the buyer's terms when the provider changes the listing after the sale", async () => {
    const { hospitalA, deployer, treasury } = stage.actors;
    await send(stage, hospitalA, "datasetRegistry", "setTerms", 1n, 1n, 0n, 0, 1);
    await send(stage, hospitalA, "datasetRegistry", "setStatus", 1n, 3);
    await send(stage, deployer, "market", "setFees", [5_000, 0, 0], treasury.address);
    await commit(stage, 1n);
    await report(stage, 1n);
    await certify(stage, 1n);
    await finalise(stage, 1n);
    const { terms } = await orderOf(stage, 1n);
    assert.deepEqual(terms.pricesWei, [PRICE_A_WEI, PRICE_B_WEI]);
    assert.equal((await settlementOf(stage, 1n)).amountsWei.at(-1), (TOTAL_WEI * 250n) / 10_000n);
  });

  it("settles to the wei and starts the access period", async () => {
    const settlement = await settlementOf(stage, 1n);
    const { hospitalA, hospitalB, lead, evaluator, node3, treasury, buyer } = stage.actors;
    const payees = [hospitalA, hospitalB, lead, evaluator, node3, evaluator, treasury];
    assert.deepEqual(
      settlement.payees,
      payees.map(({ address }) => address.toLowerCase()),
    );
    assert.equal(
      settlement.amountsWei.reduce((sum, amount) => sum + amount, 0n),
      TOTAL_WEI,
    );
    const workersWei = (TOTAL_WEI * 1_500n) / 10_000n;
    const feeWei = (TOTAL_WEI * 250n) / 10_000n;
    const providersWei = TOTAL_WEI - workersWei - 2n * feeWei;
    assert.equal(settlement.amountsWei[0], (providersWei * PRICE_A_WEI) / TOTAL_WEI);
    assert.equal(settlement.amountsWei[0]! + settlement.amountsWei[1]!, providersWei);
    assert.ok(recordMatches(await view(stage, "market", "recordOf", 1n), hashSettlement(settlement)));
    assert.equal(
      await view(stage, "accessToken", "accessUntil", 1n),
      settlement.settledAt + BigInt(30 * DAY),
    );
    assert.equal(await view(stage, "accessToken", "holderOf", 1n), buyer.address);
  });

  it("tells the whole job in its events, ready for the next call", async () => {
    const job = await jobOf(stage, 1n);
    assert.deepEqual(job.report, REPORT);
    assert.equal(job.certificate.passed, true);
    assert.deepEqual(job.consentEpochs, [0n, 0n]);
  });

  it("pays nobody while the buyer may still dispute, then each payee on a call of its own", async () => {
    const { hospitalA, stranger } = stage.actors;
    const settlement = await settlementOf(stage, 1n);
    const call = ["market", "claimOne", 1n, settlement, 0] as const;
    const opensAt = settlement.settledAt + BigInt(3 * DAY) + 1n;
    await reverts(stage, stranger, call, "OrderDisputeWindowOpen", [1n, opensAt]);
    await stage.pass(3 * DAY + 1);
    const before = await view(stage, "token", "balanceOf", hospitalA.address);
    await claimPayout(stage, 1n, 0);
    const after = await view(stage, "token", "balanceOf", hospitalA.address);
    assert.equal(after - before, settlement.amountsWei[0]);
    await reverts(stage, stranger, call, "PayoutAlreadyClaimed", [1n, 0n]);
  });

  it("renews at the price fixed at the sale, for one signature, and pays the same people", async () => {
    const { buyer, deployer } = stage.actors;
    const { terms } = await orderOf(stage, 1n);
    assert.equal(terms.renewalWei, PRICE_A_WEI / 10n + PRICE_B_WEI / 10n);
    const until = await view(stage, "accessToken", "accessUntil", 1n);
    const permit = await signPermit(stage, terms.renewalWei);
    const args = [1n, terms, await settlementOf(stage, 1n), permit] as const;
    await reverts(stage, deployer, ["market", "renew", ...args], "OrderNotBuyer", [1n, deployer.address]);
    const receipt = await send(stage, buyer, "market", "renew", ...args);
    const { renewalId, settlement } = eventOf(stage, "market", "OrderRenewed", receipt);
    assert.equal(renewalId, 2n);
    assert.deepEqual(
      [...settlement.payees],
      [...(await settlementOf(stage, 1n)).payees].map(checksummed(stage)),
    );
    assert.equal(await view(stage, "accessToken", "accessUntil", 1n), until + BigInt(30 * DAY));
  });

  it("lets a content buyer release the money at once", async () => {
    const { buyer, stranger } = stage.actors;
    const receipt = await buy(stage, { datasetIds: [2n], maxPriceWei: PRICE_B_WEI });
    const { orderId } = eventOf(stage, "market", "OrderPlaced", receipt);
    for (const step of [claim, measure, commit, report, certify, finalise]) await step(stage, orderId);
    const settlement = await settlementOf(stage, orderId);
    await reverts(stage, stranger, ["market", "release", orderId, settlement], "OrderNotBuyer");
    await send(stage, buyer, "market", "release", orderId, settlement);
    await claimPayouts(stage, [orderId], 0);
  });
});

function checksummed(stage: Stage) {
  const known = new Map(Object.values(stage.actors).map(({ address }) => [address.toLowerCase(), address]));
  return (address: string) => known.get(address) ?? address;
}
