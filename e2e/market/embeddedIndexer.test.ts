import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { HardhatEthersProvider } from "@nomicfoundation/hardhat-ethers/types";
import { CONSENT_GRANT_TYPES, contractDomain, OFFER_TYPES, orderTopics } from "@symbolon/protocol";
import { id, Signature, ZeroAddress } from "ethers";
import { DEPLOYMENT_DEFAULTS } from "../../contracts/deployOptions.ts";
import { consentSet, makeConsent, withdrawalArgs } from "../../contracts/test-support/consents.ts";
import { eventOf, send, view } from "../../contracts/test-support/contractCalls.ts";
import { createStage, type Stage } from "../../contracts/test-support/createStage.ts";
import { certify, claim, nodesOf, playUntil, REPORT } from "../../contracts/test-support/jobSteps.ts";
import { claimPayouts } from "../../contracts/test-support/payouts.ts";
import { issuePermit } from "../../contracts/test-support/permits.ts";
import { jobOf, orderOf, settlementOf } from "../../contracts/test-support/records.ts";
import {
  buy,
  COSTS,
  EHDS,
  NO_COSTS,
  orderRequest,
  publish,
  publishBoth,
  signPermit,
} from "../../contracts/test-support/sale.ts";
import { type JobSource, readLead } from "../../gateway/src/adapters/readLead.ts";
import type { Database } from "../../gateway/src/database/Database.ts";
import { openPgliteDatabase } from "../../gateway/src/database/openPgliteDatabase.ts";
import { type Indexer, startIndexer } from "../../gateway/src/indexer/startIndexer.ts";
import { compareWithChain } from "./compareWithChain.ts";

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
    const { buyer } = stage.actors;
    for (const spender of [stage.deployment.contracts.disputes, stage.deployment.contracts.market])
      await send(stage, buyer, "token", "approve", spender, 10n ** 30n);
  });
  after(async () => {
    await indexer?.stop();
    await database?.close();
  });
  // Whatever a test did, the index says of it what the contracts say.
  afterEach(async () => {
    await caughtUp();
    await compareWithChain(stage, database);
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
  const one = async (sql: string, ...params: unknown[]) => (await database.query(sql, params))[0];
  /** Buys with what the buyer approved and gives the order's id. */
  const order = async (name: string, overrides: Record<string, unknown> = {}) => {
    const receipt = await buy(stage, { clientOrderId: id(name), ...overrides });
    return eventOf(stage, "market", "OrderPlaced", receipt).orderId as bigint;
  };

  it("agrees with the contracts' own views after a sale", async () => {
    await publishBoth(stage);
    const orderId = await order("sale");
    await playUntil(stage, orderId, "finalise");
    await caughtUp();
    const counts = await compareWithChain(stage, database);
    assert.deepEqual(
      [counts.dataset, counts.budget, counts.consent, counts.order, counts.job, counts.settlement],
      [2, 2, 2, 1, 1, 1],
    );
    assert.deepEqual([counts.payout, counts.account, counts.worker, counts.thresholds], [7, 6, 7, 3]);
    const job = await one("SELECT * FROM subgraph.job");
    assert.deepEqual([job?.state, job?.output_hash], ["FINALISED", REPORT.outputHash]);
    const paid = await one("SELECT sum(amount_wei) AS total, count(*) AS n FROM subgraph.payout");
    assert.equal(paid?.total, (await one("SELECT total_wei FROM subgraph.order"))?.total_wei);
    const fees = await one("SELECT * FROM subgraph.fees");
    assert.deepEqual([fees?.treasury_bps, fees?.worker_bps, fees?.evaluator_bps], [250, 1500, 250]);
  });

  it("knows the gas of every step of a job", async () => {
    const steps = await database.query<{ tx: string; gas_used: string }>(
      "SELECT tx, gas_used FROM subgraph.job_event WHERE job_id = '1'",
    );
    assert.equal(steps.length, 7);
    for (const { tx, gas_used } of steps) {
      const receipt = await provider.getTransactionReceipt(tx);
      assert.equal(BigInt(gas_used), receipt?.gasUsed);
    }
  });

  it("follows a renewal, an early release and what payees claim of both", async () => {
    const { buyer } = stage.actors;
    const { terms } = await orderOf(stage, 1n);
    const permit = await signPermit(stage, terms.renewalWei);
    const settlement = await settlementOf(stage, 1n);
    const receipt = await send(stage, buyer, "market", "renew", 1n, terms, settlement, permit);
    const { renewalId } = eventOf(stage, "market", "OrderRenewed", receipt);
    await send(stage, buyer, "market", "release", 1n, settlement);
    await claimPayouts(stage, [1n], 0);
    await caughtUp();
    const renewal = await one("SELECT * FROM subgraph.renewal");
    assert.deepEqual([renewal?.id, renewal?.order_id], [String(renewalId), "1"]);
    assert.equal(BigInt(String(renewal?.access_until)), await view(stage, "accessToken", "accessUntil", 1n));
    const account = stage.actors.hospitalA.address.toLowerCase();
    const balance = await one("SELECT * FROM subgraph.account WHERE id = $1", account);
    assert.deepEqual(
      [balance?.claimed_wei, BigInt(String(balance?.balance_wei)) > 0n],
      [(await view(stage, "token", "balanceOf", account)).toString(), true],
    );
    assert.equal(await view(stage, "market", "claimedOf", 1n), 1n);
  });

  it("follows a job that fails, and the refund that fails another past its deadline", async () => {
    const { stranger, lead } = stage.actors;
    const [given, late] = [await order("given up"), await order("late")];
    await claim(stage, given);
    const { terms } = await orderOf(stage, given);
    await send(stage, lead, "jobRegistry", "fail", given, 1, terms, await jobOf(stage, given));
    await send(stage, stranger, "market", "refund", given, terms);
    await stage.pass(DEPLOYMENT_DEFAULTS.orderWindowSeconds + 1);
    await send(stage, stranger, "market", "refund", late, (await orderOf(stage, late)).terms);
    await caughtUp();
    const jobs = await database.query(
      "SELECT j.state, j.fail_reason, o.status FROM subgraph.job j JOIN subgraph.order o ON o.id = j.id WHERE j.id = ANY($1) ORDER BY j.id",
      [[String(given), String(late)]],
    );
    assert.deepEqual(jobs, [
      { state: "FAILED", fail_reason: "LEAD_GAVE_UP", status: "REFUNDED" },
      { state: "FAILED", fail_reason: "DEADLINE", status: "REFUNDED" },
    ]);
  });

  it("has a gateway that finds the lead of a job in its logs, and believes them by the record on chain", async () => {
    const address = stage.deployment.contracts.jobRegistry;
    const source: JobSource = {
      record: (orderId) => view(stage, "jobRegistry", "recordOf", orderId),
      logs: async (orderId) => {
        const found = await provider.getLogs({ address, topics: orderTopics(orderId), fromBlock: 0 });
        return found.map(({ topics, data }) => ({ address, topics: [...topics], data }));
      },
    };
    const lead = stage.actors.lead.address.toLowerCase();
    // 1 finalised, 3 given up by its lead, 4 failed before anybody claimed it, 99 never placed.
    assert.deepEqual(await Promise.all([1n, 3n, 4n, 99n].map((orderId) => readLead(source, orderId))), [
      lead,
      lead,
      null,
      null,
    ]);
    const cut: JobSource = { ...source, logs: async (orderId) => (await source.logs(orderId)).slice(0, -1) };
    await assert.rejects(readLead(cut, 1n), { code: "E6001" });
  });

  it("tells a refused certificate", async () => {
    const orderId = await order("refused");
    await playUntil(stage, orderId, "report");
    await certify(stage, orderId, { tvd1Bps: 9_999n });
    await caughtUp();
    const job = await one("SELECT * FROM subgraph.job WHERE id = $1", String(orderId));
    assert.deepEqual([job?.state, job?.passed, job?.evaluator_passed], ["REFUSED", false, true]);
  });

  it("follows disputes: an upheld one back to the buyer with slashed stakes, a lapsed one to the payees", async () => {
    const { buyer, stranger } = stage.actors;
    const [upheld, lapsed] = [await order("upheld"), await order("lapsed")];
    for (const orderId of [upheld, lapsed]) {
      await playUntil(stage, orderId, "finalise");
      const settlement = await settlementOf(stage, orderId);
      await send(stage, buyer, "disputes", "open", orderId, settlement, id("evidence"));
    }
    const settlement = await settlementOf(stage, upheld);
    for (const name of ["voter1", "voter2", "voter3"] as const)
      await send(stage, stage.actors[name], "disputes", "vote", upheld, settlement, true, id(name));
    await stage.pass(DEPLOYMENT_DEFAULTS.votingSeconds + 1);
    await send(stage, stranger, "disputes", "lapse", lapsed, await settlementOf(stage, lapsed));
    await caughtUp();
    const found = await compareWithChain(stage, database);
    assert.equal(found.dispute, 2);
    const cancelled = await database.query(
      "SELECT DISTINCT order_id FROM subgraph.payout WHERE cancelled ORDER BY order_id",
    );
    assert.deepEqual(cancelled, [{ order_id: String(upheld) }]);
    assert.equal((await one("SELECT count(*) AS n FROM subgraph.worker_slash"))?.n, 4);
    const votes = await one("SELECT count(*) AS n FROM subgraph.dispute_vote WHERE uphold");
    assert.equal(votes?.n, 3);
    // Both bonds are the buyer's again.
    const account = await one("SELECT * FROM subgraph.account WHERE id = $1", buyer.address.toLowerCase());
    assert.equal(BigInt(String(account?.bonds_owed_wei)), 2n * DEPLOYMENT_DEFAULTS.disputeBondWei);
    await send(stage, stranger, "disputes", "withdraw", buyer.address);
    // Stakes below the minimum are filled up, so that the nodes may go on.
    for (const node of nodesOf(stage)) {
      const { stakeWei } = await view(stage, "workerRegistry", "workerOf", node.address);
      const missingWei = DEPLOYMENT_DEFAULTS.minimumStakeWei - stakeWei;
      assert.ok(missingWei > 0n);
      await send(stage, node, "token", "approve", stage.deployment.contracts.workerRegistry, missingWei);
      await send(stage, node, "workerRegistry", "addStake", missingWei);
    }
    await caughtUp();
    const slashed = await one("SELECT sum(slashed_wei) AS wei FROM subgraph.worker");
    const parts = await one("SELECT sum(slashed_wei) AS wei FROM subgraph.worker_slash");
    assert.equal(slashed?.wei, parts?.wei);
  });

  it("follows a data permit, an EHDS order on it and its end by amendment", async () => {
    const { hospitalA, accessBody, stranger } = stage.actors;
    const datasetId = await publish(stage, hospitalA, EHDS);
    await send(stage, hospitalA, "consentRegistry", "anchorOptOutRoot", datasetId, id("opt-outs"));
    const permitId = await issuePermit(stage, { datasetIds: [datasetId] });
    const request = { datasetIds: [datasetId], permitId, maxPriceWei: 100n };
    const [sold, dead] = [await order("ehds", request), await order("dead", request)];
    await playUntil(stage, sold, "finalise");
    const amended = [permitId, id("decision 2"), 0b1000, [datasetId]] as const;
    await send(stage, accessBody, "permitRegistry", "amend", ...amended);
    const { terms } = await orderOf(stage, dead);
    await send(stage, stranger, "jobRegistry", "fail", dead, 5, terms, await jobOf(stage, dead));
    await send(stage, accessBody, "permitRegistry", "suspend", permitId, id("reason"));
    await caughtUp();
    const [consent, permit] = [
      await one("SELECT opt_out_roots FROM subgraph.consent WHERE id = $1", datasetId.toString()),
      await one("SELECT state, version, datasets FROM subgraph.data_permit"),
    ];
    assert.deepEqual(consent?.opt_out_roots, [id("opt-outs")]);
    assert.deepEqual(permit, { state: "SUSPENDED", version: 2, datasets: [datasetId.toString()] });
    const lines = await database.query(
      "SELECT kind, sum(amount_wei)::text AS wei FROM subgraph.payout WHERE order_id = $1 GROUP BY kind ORDER BY kind",
      [String(sold)],
    );
    assert.deepEqual(lines, [
      { kind: "ACCESS_BODY", wei: COSTS.accessBodyWei.toString() },
      { kind: "EVALUATOR", wei: COSTS.evaluationWei.toString() },
      { kind: "PROVIDER", wei: COSTS.holderWei.toString() },
      { kind: "WORKER", wei: COSTS.computeWei.toString() },
    ]);
    const failed = await one("SELECT fail_reason FROM subgraph.job WHERE id = $1", String(dead));
    assert.equal(failed?.fail_reason, "PERMIT_DEAD");
  });

  it("follows versions of the data with more budget, and a signed offer", async () => {
    const { hospitalB, buyer } = stage.actors;
    const next = {
      catalogueDigest: id("catalogue 2"),
      schemaDigest: id("schema"),
      licenceHash: id("licence"),
      consentRoot: id("root B 2"),
      addedRhoMicro: 500_000n,
      costs: NO_COSTS,
    };
    await send(stage, hospitalB, "datasetRegistry", "publishVersion", 2n, next);
    await send(stage, hospitalB, "datasetRegistry", "setTerms", 2n, 70n, 3n, 500, 0b11000);
    const offer = {
      datasetId: 2n,
      buyer: ZeroAddress,
      priceWei: 5n,
      rowPriceWei: 0n,
      renewalBps: 0,
      purposesMask: 0b10000,
      validUntil: (await stage.now()) + 3_600,
      volume: 2,
      salt: id("salt"),
    };
    const domain = contractDomain(stage.chainId, stage.deployment.contracts.market);
    const signature = await hospitalB.signTypedData(domain, OFFER_TYPES, offer);
    const request = orderRequest({ datasetIds: [2n], clientOrderId: id("offer") });
    const permit = await signPermit(stage, 5n);
    await send(stage, buyer, "market", "placeOrder", request, [{ offer, signature }], permit);
    await caughtUp();
    const found = await one("SELECT used, cancelled, dataset_id FROM subgraph.offer");
    assert.deepEqual(found, { used: 1, cancelled: false, dataset_id: "2" });
    await send(stage, hospitalB, "market", "cancelOffer", offer);
    await caughtUp();
    assert.equal((await one("SELECT cancelled FROM subgraph.offer"))?.cancelled, true);
    const placed = await one("SELECT versions, total_wei FROM subgraph.order ORDER BY id::numeric DESC");
    assert.deepEqual(placed, { versions: ["2"], total_wei: "5" });
    const versions = await database.query(
      "SELECT version FROM subgraph.dataset_version WHERE dataset_id = '2' ORDER BY version",
    );
    assert.deepEqual(versions, [{ version: 1 }, { version: 2 }]);
  });

  it("follows grants, admissions and withdrawals of consent", async () => {
    const { hospitalA, stranger } = stage.actors;
    const datasetId = await publish(stage, hospitalA, { consentRoot: consentSet().root });
    const domain = contractDomain(stage.chainId, stage.deployment.contracts.consentRegistry);
    const recordHash = id("record");
    const keys = ["fay", "gus", "hal"].map((name) => makeConsent(name).wallet);
    for (const key of keys) {
      const grant = { datasetId, recordHash };
      const { r, yParityAndS: vs } = Signature.from(
        await key.signTypedData(domain, CONSENT_GRANT_TYPES, grant),
      );
      await send(stage, stranger, "consentRegistry", "grantBySig", datasetId, recordHash, { r, vs });
    }
    await send(stage, hospitalA, "consentRegistry", "admit", datasetId, [keys[0]!.address, keys[1]!.address]);
    const types = { ConsentKeyWithdrawal: [{ name: "datasetId", type: "uint256" }] };
    for (const key of [keys[0]!, keys[2]!]) {
      const { r, yParityAndS: vs } = Signature.from(await key.signTypedData(domain, types, { datasetId }));
      await send(stage, stranger, "consentRegistry", "withdrawKeyBySig", datasetId, { r, vs });
    }
    const leaf = await withdrawalArgs(stage, datasetId, 2);
    await send(stage, stranger, "consentRegistry", "withdraw", ...leaf);
    const nullifiers = [id("n1"), id("n2")];
    await send(stage, hospitalA, "consentRegistry", "withdrawBatch", datasetId, nullifiers, id("list"));
    await send(stage, hospitalA, "consentRegistry", "suspendBasis", datasetId, true);
    await caughtUp();
    const consent = await one("SELECT * FROM subgraph.consent WHERE id = $1", datasetId.toString());
    assert.deepEqual(
      [consent?.epoch, consent?.grants_count, consent?.pending_count, consent?.withdrawals_count],
      ["3", 2, 0, 4],
    );
    assert.equal(consent?.suspended, true);
  });

  it("takes back what a reorganisation took back", async () => {
    const snapshot = await provider.send("evm_snapshot", []);
    const lost = await order("order of the fork that loses", { datasetIds: [1n] });
    await claim(stage, lost);
    await caughtUp();
    const isThere = (table: string) =>
      one(`SELECT id FROM subgraph.${table} WHERE id = $1`, String(lost)).then((row) => row !== undefined);
    assert.deepEqual([await isThere("order"), await isThere("job")], [true, true]);
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
    assert.deepEqual([await isThere("order"), await isThere("job")], [false, false]);
    assert.equal(
      (await one("SELECT id FROM subgraph.dataset WHERE id = $1", late.toString()))?.id,
      late.toString(),
    );
  });
});
