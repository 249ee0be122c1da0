import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { foldJob, hashJob, recordMatches } from "@symbolon/protocol";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import {
  certify,
  claim,
  commit,
  finalise,
  measure,
  replaceNode,
  report,
} from "../../test-support/jobSteps.ts";
import { claimPayout } from "../../test-support/payouts.ts";
import { jobOf, orderOf, settlementOf } from "../../test-support/records.ts";
import { buy, PRICE_A_WEI, PRICE_B_WEI, publishBoth } from "../../test-support/sale.ts";

const TOTAL_WEI = PRICE_A_WEI + PRICE_B_WEI;

describe("a job whose second hospital fails before the freeze and whose lead fails after it", () => {
  let stage: Stage;
  const budget = async (datasetId: bigint) =>
    [...(await view(stage, "privacyLedger", "budgetOf", datasetId))].slice(1, 3);
  const checkRecord = async () => {
    const record = await view(stage, "jobRegistry", "recordOf", 1n);
    assert.ok(recordMatches(record, hashJob(await jobOf(stage, 1n))), "events give the record");
  };
  before(async () => {
    stage = await createStage();
    await publishBoth(stage);
    await buy(stage);
    await claim(stage, 1n);
  });

  it("charges the first hospital's budget and gives the second its reservation back", async () => {
    const receipt = await measure(stage, 1n, 0b10);
    assert.equal(eventOf(stage, "jobRegistry", "JobMeasured", receipt).droppedMask, 0b10n);
    assert.deepEqual(await budget(1n), [0n, 40_000n]);
    assert.deepEqual(await budget(2n), [0n, 0n]);
    assert.equal((await jobOf(stage, 1n)).droppedMask, 0b10n);
    await checkRecord();
  });

  it("gets a new lead on the word of the two who are left", async () => {
    const { lead, evaluator, node3, node4 } = stage.actors;
    const receipt = await replaceNode(stage, 1n, 0, node4);
    const event = eventOf(stage, "jobRegistry", "JobNodeReplaced", receipt);
    assert.deepEqual([event.index, event.previous, event.node], [0n, lead.address, node4.address]);
    assert.deepEqual(
      (await jobOf(stage, 1n)).nodes,
      [node4, evaluator, node3].map(({ address }) => address.toLowerCase()),
    );
    await checkRecord();
    const { terms } = await orderOf(stage, 1n);
    const call = ["jobRegistry", "fail", 1n, 1, terms, await jobOf(stage, 1n)] as const;
    await reverts(stage, lead, call, "JobNotLead", [1n, lead.address]);
  });

  it("keeps the nodes as they were claimed, for whoever keyed something by them", async () => {
    const { lead, evaluator, node3, node4, deployer } = stage.actors;
    const address = stage.deployment.contracts.jobRegistry;
    const logs = await deployer.provider!.getLogs({ address, fromBlock: 0 });
    const { claimedNodes, replacements } = foldJob(
      1n,
      logs.map(({ topics, data }) => ({ address, topics: [...topics], data })),
    );
    assert.deepEqual(
      claimedNodes,
      [lead, evaluator, node3].map((node) => node.address.toLowerCase()),
    );
    assert.deepEqual(
      replacements.map(({ index, node }) => [index, node]),
      [[0, node4.address.toLowerCase()]],
    );
  });

  it("is finished by them; nobody is paid for what was not there, and the buyer has its price back", async () => {
    for (const step of [commit, report, certify, finalise]) await step(stage, 1n);
    const { hospitalA, hospitalB, buyer, evaluator, node3, node4, treasury } = stage.actors;
    const settlement = await settlementOf(stage, 1n);
    assert.deepEqual(
      settlement.payees,
      [hospitalA, hospitalB, buyer, node4, evaluator, node3, evaluator, treasury].map(({ address }) =>
        address.toLowerCase(),
      ),
    );
    const [firstWei, secondWei, refundWei] = settlement.amountsWei;
    assert.equal(refundWei, PRICE_B_WEI);
    assert.equal(secondWei, 0n);
    // A fifth of what the first hospital's data cost is fees, as it was of the whole; they are rounded down.
    assert.ok(firstWei! >= (PRICE_A_WEI * 4n) / 5n && firstWei! <= (PRICE_A_WEI * 4n) / 5n + 3n);
    assert.equal(
      settlement.amountsWei.reduce((sum, wei) => sum + wei, 0n),
      TOTAL_WEI,
    );
  });

  it("pays everybody out to the wei once the buyer is content", async () => {
    const { buyer, lead } = stage.actors;
    const balance = (account: string) => view(stage, "token", "balanceOf", account);
    const [buyerWei, leadWei] = [await balance(buyer.address), await balance(lead.address)];
    const settlement = await settlementOf(stage, 1n);
    await send(stage, buyer, "market", "release", 1n, settlement);
    for (const index of settlement.payees.keys()) await claimPayout(stage, 1n, index);
    assert.equal(await balance(stage.deployment.contracts.market), 0n);
    assert.equal((await balance(buyer.address)) - buyerWei, PRICE_B_WEI);
    assert.equal(await balance(lead.address), leadWei, "who was replaced earns nothing");
  });
});
