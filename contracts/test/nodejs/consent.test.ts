import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { consentSet, withdrawalArgs } from "../../test-support/consents.ts";
import { eventOf, reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import { claim, playUntil } from "../../test-support/jobSteps.ts";
import { jobOf, orderOf } from "../../test-support/records.ts";
import { buy, PRICE_A_WEI, PRICE_B_WEI, publish } from "../../test-support/sale.ts";

describe("consent", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await createStage();
    const { hospitalA, hospitalB } = stage.actors;
    await publish(stage, hospitalA, { consentRoot: consentSet().root });
    await publish(stage, hospitalB, { priceWei: PRICE_B_WEI });
  });

  const withdraw = async (index = 0) =>
    send(
      stage,
      stage.actors.stranger,
      "consentRegistry",
      "withdraw",
      ...(await withdrawalArgs(stage, 1n, index)),
    );

  const budget = async () => [...(await view(stage, "privacyLedger", "budgetOf", 1n))].slice(0, 3);

  it("is withdrawn by one relayed signature, for every patient of the protocol's tree", async () => {
    for (let index = 0; index < 5; index++) {
      const { consentEpoch } = eventOf(stage, "consentRegistry", "ConsentWithdrawn", await withdraw(index));
      assert.equal(consentEpoch, BigInt(index + 1));
    }
    const { nullifier } = consentSet().patients[3]!.commitment;
    assert.equal(await view(stage, "consentRegistry", "isWithdrawn", 1n, nullifier), true);
    assert.equal(await view(stage, "consentRegistry", "isWithdrawn", 2n, nullifier), false);
  });

  it("cannot be withdrawn twice, late, by another key, for another dataset, or without a proof", async () => {
    const { stranger } = stage.actors;
    const refused = async (args: readonly unknown[], error: string, values?: readonly unknown[]) =>
      reverts(stage, stranger, ["consentRegistry", "withdraw", ...args], error, values);
    const [withdrawal, proof, signature] = await withdrawalArgs(stage, 1n, 0);

    const late = await withdrawalArgs(stage, 1n, 0, (await stage.now()) - 10);
    await refused(late, "ConsentExpiredSignature", [BigInt(late[0].deadline)]);
    await refused([{ ...withdrawal, datasetId: 2n }, proof, signature], "ConsentUnknownRoot", [
      2n,
      withdrawal.root,
    ]);
    await refused([withdrawal, [], signature], "ConsentBadProof");
    const [, , other] = await withdrawalArgs(stage, 1n, 1);
    await refused([withdrawal, proof, other], "ConsentBadSignature");
    await refused([withdrawal, proof, "0x1234"], "ConsentBadSignature");
    await refused(
      [{ ...withdrawal, deadline: withdrawal.deadline + 1 }, proof, signature],
      "ConsentBadSignature",
    );
    await withdraw();
    await refused([withdrawal, proof, signature], "ConsentAlreadyWithdrawn", [withdrawal.nullifier]);
  });

  it("of a later intake is anchored by the owner alone", async () => {
    const { hospitalA, hospitalB, stranger } = stage.actors;
    const { root } = consentSet();
    const call = ["consentRegistry", "anchorRoot", 2n, root] as const;
    await reverts(stage, hospitalA, call, "ConsentNotOwner", [2n, hospitalA.address]);
    await send(stage, hospitalB, ...call);
    assert.equal(await view(stage, "consentRegistry", "isRoot", 2n, root), true);
    await send(stage, stranger, "consentRegistry", "withdraw", ...(await withdrawalArgs(stage, 2n, 4)));
  });

  it("withdrawn before the claim does not stop the job", async () => {
    await buy(stage);
    await withdraw();
    await playUntil(stage, 1n, "finalise");
    assert.deepEqual((await jobOf(stage, 1n)).consentEpochs, [1n, 0n]);
  });

  it("withdrawn between claim and measure stops the job, costs no budget, and the money goes back", async () => {
    const { buyer, lead, stranger } = stage.actors;
    const before = await view(stage, "token", "balanceOf", buyer.address);
    await buy(stage);
    await claim(stage, 1n);
    await withdraw();
    const records = [(await orderOf(stage, 1n)).terms, await jobOf(stage, 1n)] as const;
    const measureCall = ["jobRegistry", "measure", 1n, ...records, consentSet().root, 0] as const;
    await reverts(stage, lead, measureCall, "JobConsentStale", [1n, 1n, 0n, 1n]);
    await send(stage, stranger, "jobRegistry", "fail", 1n, 3, ...records);
    await send(stage, stranger, "market", "refund", 1n, records[0]);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
    assert.deepEqual(await budget(), [1_000_000n, 0n, 0n]);
  });

  it("withdrawn between certificate and finalise stops the payout; the budget stays spent, the money goes back", async () => {
    const { buyer, stranger } = stage.actors;
    const before = await view(stage, "token", "balanceOf", buyer.address);
    await buy(stage);
    await playUntil(stage, 1n, "certify");
    await withdraw();
    const records = [(await orderOf(stage, 1n)).terms, await jobOf(stage, 1n)] as const;
    const finaliseCall = ["jobRegistry", "finalise", 1n, ...records] as const;
    await reverts(stage, stranger, finaliseCall, "JobConsentStale", [1n, 1n, 0n, 1n]);
    await reverts(stage, stranger, ["market", "refund", 1n, records[0]], "OrderNotRefundable", [1n]);
    await send(stage, stranger, "jobRegistry", "fail", 1n, 3, ...records);
    const receipt = await send(stage, stranger, "market", "refund", 1n, records[0]);
    assert.equal(eventOf(stage, "market", "OrderRefunded", receipt).totalWei, PRICE_A_WEI + PRICE_B_WEI);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
    assert.deepEqual(await budget(), [1_000_000n, 0n, 40_000n]);
    assert.equal(await view(stage, "accessToken", "accessUntil", 1n), 0n);
  });

  it("withdrawn after finalise changes neither access nor payout", async () => {
    await buy(stage);
    await playUntil(stage, 1n, "finalise");
    const until = await view(stage, "accessToken", "accessUntil", 1n);
    await withdraw();
    assert.equal(await view(stage, "accessToken", "accessUntil", 1n), until);
  });
});
