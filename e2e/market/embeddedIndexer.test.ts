import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { HardhatEthersProvider } from "@nomicfoundation/hardhat-ethers/types";
import { id } from "ethers";
import { consentSet, withdrawalArgs } from "../../contracts/test-support/consents.ts";
import { send, view } from "../../contracts/test-support/contractCalls.ts";
import { createStage, type Stage } from "../../contracts/test-support/createStage.ts";
import { claim, playUntil, REPORT } from "../../contracts/test-support/jobSteps.ts";
import { buy, PRICE_A_WEI, PRICE_B_WEI, publish, publishBoth } from "../../contracts/test-support/sale.ts";
import type { Database } from "../../gateway/src/database/Database.ts";
import { openPgliteDatabase } from "../../gateway/src/database/openPgliteDatabase.ts";
import { type Indexer, startIndexer } from "../../gateway/src/indexer/startIndexer.ts";

const SUBGRAPH_BUILD = fileURLToPath(new URL("../../subgraph/build", import.meta.url));
const logger = { debug() {}, info() {}, warn() {}, error() {} };

describe("the embedded indexer over the real contracts", () => {
  let stage: Stage;
  let provider: HardhatEthersProvider;
  let database: Database;
  let indexer: Indexer;

  before(async () => {
    [stage, database] = await Promise.all([createStage(), openPgliteDatabase()]);
    provider = stage.actors.deployer.provider as HardhatEthersProvider;
    indexer = await startIndexer({
      database,
      provider,
      deployment: stage.deployment,
      subgraphDir: SUBGRAPH_BUILD,
      pollMilliseconds: 10,
      logger,
    });
  });
  after(async () => {
    await indexer?.stop();
    await database?.close();
  });

  /** Waits until the index stands at the chain's head, with the head's own hash. */
  async function caughtUp(): Promise<void> {
    for (;;) {
      const block = await provider.getBlock("latest");
      const [cursor] = await database.query("SELECT hash FROM indexer.cursor");
      assert.equal(indexer.status().error, null);
      if (cursor?.hash === block?.hash) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it("agrees with the contracts' own views after a sale", async () => {
    const [a] = await publishBoth(stage);
    await buy(stage);
    await playUntil(stage, 1n, "finalise");
    await caughtUp();

    const datasets = await database.query("SELECT * FROM subgraph.dataset ORDER BY id");
    assert.deepEqual(
      datasets.map(({ price_wei }) => price_wei),
      [PRICE_A_WEI.toString(), PRICE_B_WEI.toString()],
    );
    const onChain = await view(stage, "datasetRegistry", "datasetOf", a);
    assert.equal(datasets[0]?.schema_digest, onChain.schemaDigest);
    assert.equal(datasets[0]?.owner, String(onChain.provider).toLowerCase());

    for (const budget of await database.query("SELECT * FROM subgraph.budget")) {
      const expected = await view(stage, "privacyLedger", "budgetOf", BigInt(String(budget.id)));
      assert.deepEqual(
        [budget.cap_micro, budget.reserved_micro, budget.spent_micro],
        [expected.capMicro, expected.reservedMicro, expected.spentMicro].map(String),
      );
    }
    const [job] = await database.query("SELECT * FROM subgraph.job");
    const [order] = await database.query("SELECT * FROM subgraph.order");
    const [access] = await database.query("SELECT * FROM subgraph.access");
    assert.deepEqual(
      [job?.state, order?.status, job?.output_hash],
      ["FINALISED", "SETTLED", REPORT.outputHash],
    );
    assert.equal(BigInt(String(order?.access_until)), await view(stage, "accessToken", "accessUntil", 1n));
    assert.equal(access?.holder, stage.actors.buyer.address.toLowerCase());

    const balances = await database.query("SELECT * FROM subgraph.reward_balance");
    assert.ok(balances.length >= 4);
    for (const balance of balances)
      assert.equal(
        BigInt(String(balance.balance_wei)),
        await view(stage, "rewards", "balanceOf", balance.id),
      );
    const [paid] = await database.query("SELECT sum(amount_wei) AS total FROM subgraph.reward_credit");
    assert.equal(paid?.total, order?.total_wei);
    const workers = await database.query("SELECT * FROM subgraph.worker WHERE active");
    assert.equal(workers.length, 4);
  });

  it("knows the gas of every step of a job", async () => {
    const steps = await database.query<{ tx: string; gas_used: string }>(
      "SELECT tx, gas_used FROM subgraph.job_event WHERE job_id = '1'",
    );
    assert.equal(steps.length, 6);
    for (const { tx, gas_used } of steps) {
      const receipt = await provider.getTransactionReceipt(tx);
      assert.equal(BigInt(gas_used), receipt?.gasUsed);
    }
  });

  it("follows withdrawals of consent and of money", async () => {
    const datasetId = await publish(stage, stage.actors.hospitalA, { consentRoot: consentSet().root });
    await send(
      stage,
      stage.actors.stranger,
      "consentRegistry",
      "withdraw",
      ...(await withdrawalArgs(stage, datasetId, 2)),
    );
    await send(stage, stage.actors.hospitalA, "rewards", "withdraw", stage.actors.hospitalA.address);
    await caughtUp();
    const [consent] = await database.query("SELECT * FROM subgraph.consent WHERE id = $1", [
      datasetId.toString(),
    ]);
    assert.deepEqual([consent?.epoch, consent?.withdrawals_count], ["1", 1]);
    const account = stage.actors.hospitalA.address.toLowerCase();
    const [balance] = await database.query("SELECT * FROM subgraph.reward_balance WHERE id = $1", [account]);
    assert.equal(balance?.balance_wei, "0");
    assert.notEqual(balance?.withdrawn_wei, "0");
  });

  it("takes back what a reorganisation took back", async () => {
    const snapshot = await provider.send("evm_snapshot", []);
    await buy(stage, { clientOrderId: id("order of the fork that loses") });
    await claim(stage, 2n);
    await caughtUp();
    assert.equal((await database.query("SELECT id FROM subgraph.order WHERE id = '2'")).length, 1);
    let reverts = 0;
    const unsubscribe = indexer.onBlock(({ isRevert }) => {
      if (isRevert) reverts += 1;
    });
    await provider.send("evm_revert", [snapshot]);
    const late = await publish(stage, stage.actors.hospitalB, {
      consentRoot: id("root of the fork that wins"),
    });
    await caughtUp();
    unsubscribe();
    assert.ok(reverts >= 1);
    assert.deepEqual(await database.query("SELECT id FROM subgraph.order WHERE id = '2'"), []);
    assert.deepEqual(await database.query("SELECT id FROM subgraph.job WHERE id = '2'"), []);
    const [budget] = await database.query("SELECT reserved_micro FROM subgraph.budget WHERE id = '1'");
    assert.equal(budget?.reserved_micro, "0");
    assert.equal(
      (await database.query("SELECT id FROM subgraph.dataset WHERE id = $1", [late.toString()])).length,
      1,
    );
  });
});
