import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type MappingStage, openMappingStage, pick } from "./test-support/openMappingStage.ts";
import { PARTIES } from "./test-support/sampleEvents.ts";

const word = (digits: string) => `0x${digits.repeat(32)}`;
const { buyer: BUYER, nodes: NODES, treasury: TREASURY } = PARTIES;

describe("mappings of workers, fees and thresholds", () => {
  let stage: MappingStage;
  before(async () => {
    stage = await openMappingStage();
  });
  after(() => stage.close());
  beforeEach(() => stage.reset());
  const sync = () => stage.sync();
  const row = (table: string, id?: string) => stage.row(table, id);

  it("follow a worker through registration, slashing, leave and return", async () => {
    const [worker] = NODES;
    stage.chain.mine([
      ["workerRegistry", "WorkerRegistered", [worker, 1n, word("91"), "http://127.0.0.1:1", 100n]],
    ]);
    stage.chain.mine([["workerRegistry", "WorkerUpdated", [worker, word("92"), "http://127.0.0.1:2"]]]);
    stage.chain.mine([["workerRegistry", "WorkerSlashed", [worker, 7n, 30n, BUYER]]]);
    stage.chain.mine([["workerRegistry", "WorkerStakeAdded", [worker, 10n, 80n]]]);
    await sync();
    let found = await row("worker");
    assert.deepEqual(pick(found, "id", "roles", "endpoint", "hpke_key", "active", "withdrawable_at"), [
      worker,
      1,
      "http://127.0.0.1:2",
      word("92"),
      true,
      null,
    ]);
    assert.deepEqual(pick(found, "stake_wei", "slashed_wei"), ["80", "30"]);
    assert.deepEqual(pick(await row("worker_slash"), "worker_id", "order_id", "slashed_wei", "beneficiary"), [
      worker,
      "7",
      "30",
      BUYER,
    ]);
    stage.chain.mine([["workerRegistry", "WorkerLeaving", [worker, 1_800_100_000n]]]);
    stage.chain.mine([["workerRegistry", "WorkerLeft", [worker, 100n]]]);
    await sync();
    found = await row("worker");
    assert.deepEqual(pick(found, "active", "stake_wei", "withdrawable_at"), [false, "0", 1_800_100_000]);
    stage.chain.mine([
      ["workerRegistry", "WorkerRegistered", [worker, 3n, word("93"), "http://127.0.0.1:3", 200n]],
    ]);
    await sync();
    found = await row("worker");
    assert.deepEqual(pick(found, "active", "roles", "stake_wei", "slashed_wei", "withdrawable_at"), [
      true,
      3,
      "200",
      "30",
      null,
    ]);
  });

  it("read fees and thresholds", async () => {
    stage.chain.mine([
      ["market", "FeesChanged", [[500n, 1000n, 250n], TREASURY]],
      ["jobRegistry", "ThresholdsChanged", [2n, [1500n, 2500n, 6000n]]],
    ]);
    await sync();
    assert.deepEqual(pick(await row("fees"), "treasury_bps", "worker_bps", "evaluator_bps", "treasury"), [
      500,
      1000,
      250,
      TREASURY,
    ]);
    assert.deepEqual(pick(await row("thresholds"), "id", "tvd1_bps", "tvd2_bps", "membership_auc_bps"), [
      "2",
      1500,
      2500,
      6000,
    ]);
  });
});
