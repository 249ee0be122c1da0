import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { id } from "ethers";
import { reverts, send, view } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import { nodesOf, playUntil, REPORT, signReport } from "../../test-support/jobSteps.ts";
import { claimPayout } from "../../test-support/payouts.ts";
import { settlementOf } from "../../test-support/records.ts";
import { buy, publishBoth } from "../../test-support/sale.ts";

const DAY = 86_400;

describe("a dispute", () => {
  let stage: Stage;
  let before: bigint;
  beforeEach(async () => {
    stage = await createStage();
    await publishBoth(stage);
    const { buyer } = stage.actors;
    await send(stage, buyer, "token", "approve", stage.deployment.contracts.disputes, 10n ** 30n);
    before = await view(stage, "token", "balanceOf", buyer.address);
    await buy(stage);
    await playUntil(stage, 1n, "finalise");
  });

  const open = async () =>
    send(stage, stage.actors.buyer, "disputes", "open", 1n, await settlementOf(stage, 1n), id("evidence"));
  const vote = async (name: "voter1" | "voter2" | "voter3", uphold: boolean) => {
    const args = [1n, await settlementOf(stage, 1n), uphold, id(`opinion of ${name}`)] as const;
    return send(stage, stage.actors[name], "disputes", "vote", ...args);
  };
  const stakeOf = async (account: string) =>
    (await view(stage, "workerRegistry", "workerOf", account)).stakeWei;

  it("upheld by a quorum gives the buyer money and bond back and costs evaluator and nodes a part of their stake", async () => {
    const { buyer, node3 } = stage.actors;
    const stakeBefore = await stakeOf(node3.address);
    await open();
    for (const name of ["voter1", "voter2", "voter3"] as const) await vote(name, true);
    assert.equal(await view(stage, "market", "statusOf", 1n), 5n);
    assert.equal(await view(stage, "accessToken", "accessUntil", 1n), 0n);
    await send(stage, buyer, "disputes", "withdraw", buyer.address);
    assert.equal(await view(stage, "token", "balanceOf", buyer.address), before);
    assert.equal(await stakeOf(node3.address), (stakeBefore * 8n) / 10n);
    const claim = ["market", "claimOne", 1n, await settlementOf(stage, 1n), 0] as const;
    await stage.pass(30 * DAY);
    await reverts(stage, buyer, claim, "OrderWrongStatus", [1n, 5n]);
  });

  it("rejected by a quorum pays the payees at once and costs the buyer the bond", async () => {
    const { buyer, treasury } = stage.actors;
    await open();
    for (const name of ["voter1", "voter2", "voter3"] as const) await vote(name, false);
    await claimPayout(stage, 1n, 0);
    await reverts(stage, buyer, ["disputes", "withdraw", buyer.address], "DisputeNothingOwed");
    assert.equal(await view(stage, "disputes", "owedWei", treasury.address), 100n * 10n ** 18n);
    assert.ok((await view(stage, "accessToken", "accessUntil", 1n)) > 0n);
  });

  it("that nobody decides lapses: the certificate stands, the bond goes back", async () => {
    const { stranger, buyer } = stage.actors;
    await open();
    await vote("voter1", true);
    const lapse = ["disputes", "lapse", 1n, await settlementOf(stage, 1n)] as const;
    await reverts(stage, stranger, lapse, "DisputeStillOpen");
    await stage.pass(7 * DAY + 1);
    await send(stage, stranger, ...lapse);
    await claimPayout(stage, 1n, 0);
    assert.equal(await view(stage, "disputes", "owedWei", buyer.address), 100n * 10n ** 18n);
  });

  it("is the buyer's, in time, and decided by evaluators without a share in it", async () => {
    const { stranger, evaluator, buyer, lead } = stage.actors;
    const settlement = await settlementOf(stage, 1n);
    const openCall = ["disputes", "open", 1n, settlement, id("evidence")] as const;
    await reverts(stage, stranger, openCall, "DisputeNotBuyer", [1n, stranger.address]);
    await open();
    const voteCall = ["disputes", "vote", 1n, settlement, true, id("opinion")] as const;
    await reverts(stage, evaluator, voteCall, "DisputeParty", [evaluator.address]);
    await reverts(stage, lead, voteCall, "DisputeNotEvaluator", [lead.address]);
    await vote("voter1", true);
    const again = stage.actors.voter1;
    await reverts(stage, again, voteCall, "DisputeAlreadyVoted", [1n, again.address]);
    await reverts(stage, buyer, openCall, "OrderWrongStatus", [1n, 3n]);
  });

  it("comes too late after the window", async () => {
    const { buyer } = stage.actors;
    await stage.pass(3 * DAY + 1);
    const call = ["disputes", "open", 1n, await settlementOf(stage, 1n), id("evidence")] as const;
    await reverts(stage, buyer, call, "OrderDisputeWindowClosed");
  });
});

describe("a node that signs two reports", () => {
  it("loses more than half its stake, nearly all to the treasury, once", async () => {
    const stage = await createStage();
    const { stranger } = stage.actors;
    const [node] = nodesOf(stage);
    const other = { ...REPORT, outputHash: id("another output") as typeof REPORT.outputHash };
    const [first] = await signReport(stage, 1n, [node]);
    const [second] = await signReport(stage, 1n, [node], other);
    const proof = (...args: unknown[]) =>
      ["disputes", "proveEquivocation", 1n, node.address, ...args] as const;
    await reverts(stage, stranger, proof(REPORT, first, REPORT, first), "EquivocationSameReport");
    await reverts(stage, stranger, proof(REPORT, first, other, first), "EquivocationBadSignature");
    await send(stage, stranger, ...proof(REPORT, first, other, second));
    await reverts(stage, stranger, proof(other, second, REPORT, first), "EquivocationAlreadyProven");
    const { stakeWei } = await view(stage, "workerRegistry", "workerOf", node.address);
    assert.equal(stakeWei, 475n * 10n ** 18n);
    assert.equal(await view(stage, "workerRegistry", "isActive", node.address, 1), false);
    await send(stage, stranger, "workerRegistry", "withdrawSlashed", stranger.address);
    assert.equal(await view(stage, "token", "balanceOf", stranger.address), 25n * 10n ** 18n);
    const treasury = stage.actors.treasury.address;
    assert.equal(await view(stage, "workerRegistry", "slashedWeiOf", treasury), 500n * 10n ** 18n);
  });
});
