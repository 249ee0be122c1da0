import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type MappingStage, openMappingStage, pick } from "./test-support/openMappingStage.ts";
import { jobClaimed, orderPlaced, PARTIES, settlement } from "./test-support/sampleEvents.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;
const { provider: PROVIDER, buyer: BUYER, nodes: NODES, evaluator: EVALUATOR, treasury: TREASURY } = PARTIES;

describe("mappings of jobs that lose a hospital or a node", () => {
  let stage: MappingStage;
  before(async () => {
    stage = await openMappingStage();
  });
  after(() => stage.close());
  beforeEach(() => stage.reset());

  it("give the buyer back what dropped datasets cost, apart from what was sold, in the sale and its renewals", async () => {
    const payees = [PROVIDER, PROVIDER, BUYER, ...NODES, EVALUATOR, TREASURY];
    stage.chain.mine([orderPlaced(7n, [1n, 2n], { totalWei: 41n })]);
    stage.chain.mine([
      ["market", "OrderSettled", [7n, settlement([10n, 0n, 11n, 2n, 3n, 4n, 5n, 6n], { payees })]],
    ]);
    const renewed = settlement([1n, 0n, 0n, 1n, 1n, 1n, 0n, 0n], { payees });
    stage.chain.mine([["market", "OrderRenewed", [9n, 7n, renewed]]]);
    stage.chain.mine([["market", "PayoutClaimed", [7n, 2n, BUYER, 11n]]]);
    await stage.sync();
    const kinds = (await stage.rows("payout")).map((paid) => pick(paid, "id", "kind").join(" "));
    const expected = [
      "PROVIDER",
      "PROVIDER",
      "REFUND",
      "WORKER",
      "WORKER",
      "WORKER",
      "EVALUATOR",
      "TREASURY",
    ];
    assert.deepEqual(
      kinds.toSorted(),
      ["7", "9"].flatMap((id) => expected.map((kind, i) => `${id}-${i} ${kind}`)).toSorted(),
    );
    const [found] = (await stage.rows("account")).filter(({ id }) => id === BUYER);
    assert.deepEqual(pick(found, "credited_wei", "claimed_wei", "balance_wei"), ["11", "11", "0"]);
    assert.deepEqual(pick(await stage.row("settlement", "7"), "total_wei", "refund_wei"), ["41", "11"]);
    assert.deepEqual(pick(await stage.row("settlement", "9"), "total_wei", "refund_wei"), ["4", "0"]);
    const counted = async () => pick(await stage.row("stats"), "volume_wei", "refunded_wei", "escrowed_wei");
    assert.deepEqual(await counted(), ["34", "11", "0"]);

    stage.chain.mine([["market", "OrderRefunded", [7n, BUYER, 41n]]]);
    await stage.sync();
    assert.deepEqual(
      await counted(),
      ["4", "41", "0"],
      "an upheld dispute sends the rest back, no part twice",
    );
  });

  it("follow replaced nodes: who works now, who was claimed, who led, and each replacement", async () => {
    const [lead, second, third] = NODES;
    const [newcomer, other] = [account("c8"), account("c9")];
    stage.chain.mine([orderPlaced(7n, [1n, 2n])]);
    stage.chain.mine([jobClaimed(7n, [0n, 3n])]);
    stage.chain.mine([["jobRegistry", "JobNodeReplaced", [7n, 2n, third, other]]]);
    stage.chain.mine([["jobRegistry", "JobMeasured", [7n, word("81"), 2n]]]);
    stage.chain.mine([["jobRegistry", "JobNodeReplaced", [7n, 0n, lead, newcomer]]]);
    await stage.sync();
    assert.deepEqual(
      pick(await stage.row("job"), "state", "lead", "nodes", "claimed_nodes", "dropped_mask"),
      ["MEASURED", newcomer, [newcomer, second, other], [...NODES], 2],
    );
    assert.deepEqual(
      (await stage.rows("job_replacement"))
        .toSorted((a, b) => Number(a.block) - Number(b.block))
        .map((found) => pick(found, "job_id", "index", "previous", "node", "block")),
      [
        ["7", 2, third, other, 3],
        ["7", 0, lead, newcomer, 5],
      ],
    );

    // An index that a job does not have stops nothing, and a new claim starts anew.
    stage.chain.mine([["jobRegistry", "JobNodeReplaced", [7n, 255n, lead, newcomer]]]);
    stage.chain.mine([jobClaimed(7n, [0n, 3n], [second, third, newcomer])]);
    await stage.sync();
    assert.deepEqual(pick(await stage.row("job"), "lead", "nodes", "claimed_nodes"), [
      second,
      [second, third, newcomer],
      [second, third, newcomer],
    ]);
    assert.equal((await stage.rows("job_replacement")).length, 2);
  });
});
