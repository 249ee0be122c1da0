import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "../database/Database.ts";
import { openPgliteDatabase } from "../database/openPgliteDatabase.ts";
import type { Subgraph } from "./manifest/loadSubgraph.ts";
import { resetTables } from "./store/blockTables.ts";
import { followToHead, loadTestSubgraph, openFollower } from "./test-support/openFollower.ts";
import { BLOCK_TIME, GAS_USED, SENDER, SyntheticChain } from "./test-support/SyntheticChain.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;
const PROVIDER = account("b1");
const BUYER = account("b2");
const NODES = [account("c1"), account("c2"), account("c3")];
const EVALUATOR = account("c4");
const TREASURY = account("d1");
const MAX_U32 = 2n ** 32n - 1n;
const MAX_U64 = 2n ** 64n - 1n;
const MAX_U128 = 2n ** 128n - 1n;

describe("mappings", () => {
  let database: Database;
  let subgraph: Subgraph;
  let chain: SyntheticChain;

  before(async () => {
    [database, subgraph] = await Promise.all([openPgliteDatabase(), loadTestSubgraph()]);
  });
  after(() => database.close());
  beforeEach(async () => {
    await resetTables(database, subgraph.schema, subgraph.fingerprint, 0);
    chain = new SyntheticChain();
  });

  const sync = async () => followToHead(await openFollower(database, subgraph, chain));
  const rows = async (table: string) => database.query(`SELECT * FROM subgraph.${table} ORDER BY id`);
  const row = async (table: string) => (await rows(table))[0];

  const publish = (id: bigint, purposesMask = 5n, priceWei = 10n ** 18n) =>
    [
      ["datasetRegistry", "Transfer", [account("00"), PROVIDER, id]],
      [
        "datasetRegistry",
        "DatasetPublished",
        [id, PROVIDER, word("11"), word("22"), word("33"), priceWei, 4_000_000n, purposesMask, 17n, 0n],
      ],
      ["privacyLedger", "BudgetOpened", [id, 4_000_000n]],
      ["consentRegistry", "ConsentRootAnchored", [id, word("44")]],
    ] as const;
  const order = (id: bigint, datasets: bigint[], totalWei = 3n * 10n ** 18n) =>
    [
      ...datasets.map((dataset) => ["privacyLedger", "BudgetReserved", [dataset, id, 30_000n]] as const),
      ["jobRegistry", "JobRequested", [id]],
      [
        "market",
        "OrderPlaced",
        [
          id,
          BUYER,
          word("55"),
          word("66"),
          datasets,
          datasets.map(() => 10n ** 18n),
          totalWei,
          30_000n,
          4n,
          3000n,
          1_900_000_000n,
        ],
      ],
    ] as const;

  it("make a dataset with budget and consent from one publication", async () => {
    chain.mine([...publish(1n)]);
    await sync();
    const tx = (await row("dataset"))?.published_tx;
    assert.deepEqual(await rows("dataset"), [
      {
        id: "1",
        provider: PROVIDER,
        owner: PROVIDER,
        status: "LISTED",
        lane: "COMMERCIAL",
        catalogue_digest: word("11"),
        schema_digest: word("22"),
        licence_hash: word("33"),
        price_wei: "1000000000000000000",
        purposes_mask: 5,
        category_code: 17,
        version: 1,
        orders_count: 0,
        budget_id: "1",
        consent_id: "1",
        published_at: BLOCK_TIME + 1,
        published_tx: tx,
        updated_at: BLOCK_TIME + 1,
        block_number: 1,
      },
    ]);
    assert.match(String(tx), /^0x[0-9a-f]{64}$/);
    const budget = await row("budget");
    assert.deepEqual(
      [budget?.cap_micro, budget?.reserved_micro, budget?.spent_micro, budget?.available_micro],
      ["4000000", "0", "0", "4000000"],
    );
    assert.deepEqual(
      (await rows("budget_entry")).map((entry) => [entry.kind, entry.order_id, entry.log_index]),
      [["OPENED", null, 2]],
    );
    const consent = await row("consent");
    assert.deepEqual([consent?.epoch, consent?.roots, consent?.withdrawals_count], ["0", [word("44")], 0]);
    assert.equal((await row("consent_root"))?.id, `1-${word("44")}`);
    assert.equal((await row("stats"))?.datasets, 1);
  });

  it("follow terms, status and owner of a dataset", async () => {
    chain.mine([...publish(1n)]);
    chain.mine([["datasetRegistry", "DatasetTermsChanged", [1n, MAX_U128, MAX_U32, 2n]]]);
    chain.mine([["datasetRegistry", "DatasetStatusChanged", [1n, 2n]]]);
    chain.mine([["datasetRegistry", "Transfer", [PROVIDER, BUYER, 1n]]]);
    await sync();
    const dataset = await row("dataset");
    assert.equal(dataset?.price_wei, MAX_U128.toString());
    assert.equal(dataset?.purposes_mask, Number(MAX_U32));
    assert.deepEqual(
      [dataset?.version, dataset?.status, dataset?.owner, dataset?.provider],
      [2, "UNLISTED", BUYER, PROVIDER],
    );
    assert.deepEqual([dataset?.updated_at, dataset?.block_number], [BLOCK_TIME + 4, 4]);
  });

  it("count withdrawals of consent and keep no nullifier", async () => {
    chain.mine([...publish(1n)]);
    chain.mine([["consentRegistry", "ConsentRootAnchored", [1n, word("45")]]]);
    chain.mine(
      [["consentRegistry", "ConsentWithdrawn", [1n, word("77"), 1n]]],
      [["consentRegistry", "ConsentWithdrawn", [1n, word("78"), 2n]]],
    );
    await sync();
    const consent = await row("consent");
    assert.deepEqual(
      [consent?.epoch, consent?.roots, consent?.withdrawals_count],
      ["2", [word("44"), word("45")], 2],
    );
    const withdrawals = await rows("consent_withdrawal");
    assert.deepEqual(
      withdrawals.map(({ id, epoch }) => [id, epoch]),
      [
        ["1-1", "1"],
        ["1-2", "2"],
      ],
    );
    assert.ok(!JSON.stringify(withdrawals).includes("7777"));
  });

  it("carry an order through to payouts, access and totals", async () => {
    chain.mine([...publish(1n)], [...publish(2n)]);
    chain.mine([...order(7n, [1n, 2n])]);
    chain.mine([["jobRegistry", "JobClaimed", [7n, NODES[0], NODES, [0n, 3n]]]]);
    chain.mine([
      ["privacyLedger", "BudgetCharged", [1n, 7n, 30_000n]],
      ["privacyLedger", "BudgetCharged", [2n, 7n, 30_000n]],
      ["jobRegistry", "JobMeasured", [7n, word("81")]],
    ]);
    chain.mine([["jobRegistry", "JobReported", [7n, word("82"), word("83"), word("84")]]]);
    chain.mine([["jobRegistry", "JobCertified", [7n, EVALUATOR, word("85"), true]]]);
    chain.mine([
      ["rewards", "RewardCredited", [7n, PROVIDER, 0n, 2n * 10n ** 18n]],
      ["rewards", "RewardCredited", [7n, NODES[0], 1n, 5n * 10n ** 17n]],
      ["rewards", "RewardCredited", [7n, EVALUATOR, 2n, 4n * 10n ** 17n]],
      ["rewards", "RewardCredited", [7n, TREASURY, 3n, 10n ** 17n]],
      ["market", "OrderSettled", [7n, 3n * 10n ** 18n]],
      ["accessToken", "AccessGranted", [7n, BUYER, 4n, 1_850_000_000n]],
      ["jobRegistry", "JobFinalised", [7n, 1_850_000_000n]],
    ]);
    chain.mine([["rewards", "RewardWithdrawn", [PROVIDER, TREASURY, 2n * 10n ** 18n]]]);
    await sync();
    const placed = await row("order");
    assert.deepEqual(placed?.datasets, ["1", "2"]);
    assert.deepEqual(placed?.prices_wei, ["1000000000000000000", "1000000000000000000"]);
    assert.deepEqual(
      [placed?.buyer, placed?.status, placed?.total_wei, placed?.rho_micro, placed?.purpose, placed?.rows],
      [BUYER, "SETTLED", "3000000000000000000", "30000", 4, 3000],
    );
    assert.deepEqual(
      [placed?.access_until, placed?.settled_at, placed?.refunded_at, placed?.job_id],
      [1_850_000_000, BLOCK_TIME + 7, null, "7"],
    );
    const job = await row("job");
    assert.deepEqual(
      [
        job?.state,
        job?.lead,
        job?.nodes,
        job?.consent_epochs,
        job?.claims_count,
        job?.passed,
        job?.fail_reason,
      ],
      ["FINALISED", NODES[0], NODES, ["0", "3"], 1, true, null],
    );
    assert.deepEqual(
      [
        job?.commit_digest,
        job?.manifest_digest,
        job?.output_hash,
        job?.model_digest,
        job?.certificate_digest,
      ],
      [word("81"), word("82"), word("83"), word("84"), word("85")],
    );
    const history = await database.query(
      "SELECT state, by, gas_used, timestamp FROM subgraph.job_event WHERE job_id = '7' ORDER BY block, log_index",
    );
    assert.deepEqual(
      history.map(({ state }) => state),
      ["REQUESTED", "CLAIMED", "MEASURED", "REPORTED", "CERTIFIED", "FINALISED"],
    );
    assert.ok(history.every(({ by, gas_used }) => by === SENDER && gas_used === GAS_USED.toString()));
    const budgets = await rows("budget");
    assert.deepEqual(
      budgets.map((b) => [b.reserved_micro, b.spent_micro, b.available_micro]),
      [
        ["0", "30000", "3970000"],
        ["0", "30000", "3970000"],
      ],
    );
    assert.equal((await rows("budget_entry")).length, 6);
    const kinds = await database.query(
      "SELECT kind FROM subgraph.reward_credit WHERE order_id = '7' ORDER BY log_index",
    );
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ["PROVIDER", "WORKER", "EVALUATOR", "TREASURY"],
    );
    const balances = new Map(
      (await rows("reward_balance")).map((b) => [b.id, [b.credited_wei, b.withdrawn_wei, b.balance_wei]]),
    );
    assert.deepEqual(balances.get(PROVIDER), ["2000000000000000000", "2000000000000000000", "0"]);
    assert.deepEqual(balances.get(TREASURY), ["100000000000000000", "0", "100000000000000000"]);
    const [withdrawal] = await database.query(
      "SELECT w.balance_id, w.to, w.amount_wei FROM subgraph.reward_withdrawal w",
    );
    assert.deepEqual(withdrawal, { balance_id: PROVIDER, to: TREASURY, amount_wei: "2000000000000000000" });
    const access = await row("access");
    assert.deepEqual(
      [access?.holder, access?.purpose, access?.access_until, access?.revoked],
      [BUYER, 4, 1_850_000_000, false],
    );
    const stats = await row("stats");
    assert.deepEqual(
      [
        stats?.datasets,
        stats?.orders,
        stats?.finalised_orders,
        stats?.volume_wei,
        stats?.escrowed_wei,
        stats?.rows_delivered,
      ],
      [2, 1, 1, "3000000000000000000", "0", "3000"],
    );
    assert.deepEqual(
      (await rows("dataset")).map(({ orders_count }) => orders_count),
      [1, 1],
    );
  });

  it("carry a failed order to its refund", async () => {
    chain.mine([...publish(1n)], [...order(1n, [1n])]);
    chain.mine([["jobRegistry", "JobClaimed", [1n, NODES[0], NODES, [0n]]]]);
    chain.mine([["jobRegistry", "JobClaimed", [1n, NODES[1], [NODES[1], NODES[0], NODES[2]], [1n]]]]);
    chain.mine([
      ["privacyLedger", "BudgetReleased", [1n, 1n, 30_000n]],
      ["jobRegistry", "JobFailed", [1n, 3n, BUYER]],
    ]);
    chain.mine([
      ["accessToken", "AccessRevoked", [1n, BUYER]],
      ["market", "OrderRefunded", [1n, BUYER, 3n * 10n ** 18n]],
    ]);
    await sync();
    const job = await row("job");
    assert.deepEqual(
      [job?.state, job?.fail_reason, job?.failed_by, job?.lead, job?.claims_count],
      ["FAILED", "CONSENT_STALE", BUYER, NODES[1], 2],
    );
    const placed = await row("order");
    assert.deepEqual(
      [placed?.status, placed?.access_until, placed?.refunded_at],
      ["REFUNDED", 0, BLOCK_TIME + 5],
    );
    assert.equal((await row("budget"))?.available_micro, "4000000");
    const access = await row("access");
    assert.deepEqual([access?.revoked, access?.access_until, access?.holder], [true, 0, BUYER]);
    const stats = await row("stats");
    assert.deepEqual(
      [stats?.failed_jobs, stats?.refunded_wei, stats?.escrowed_wei, stats?.volume_wei],
      [1, "3000000000000000000", "0", "0"],
    );
  });

  it("follow a worker through registration, leave and return", async () => {
    const [worker] = NODES;
    chain.mine([
      ["workerRegistry", "WorkerRegistered", [worker, 1n, word("91"), "http://127.0.0.1:1", 100n]],
    ]);
    chain.mine([["workerRegistry", "WorkerUpdated", [worker, word("92"), "http://127.0.0.1:2"]]]);
    await sync();
    let found = await row("worker");
    assert.deepEqual(
      [
        found?.id,
        found?.roles,
        found?.endpoint,
        found?.hpke_key,
        found?.stake_wei,
        found?.active,
        found?.withdrawable_at,
      ],
      [worker, 1, "http://127.0.0.1:2", word("92"), "100", true, null],
    );
    chain.mine([["workerRegistry", "WorkerLeaving", [worker, 1_800_100_000n]]]);
    chain.mine([["workerRegistry", "WorkerLeft", [worker, 100n]]]);
    await sync();
    found = await row("worker");
    assert.deepEqual([found?.active, found?.stake_wei, found?.withdrawable_at], [false, "0", 1_800_100_000]);
    chain.mine([
      ["workerRegistry", "WorkerRegistered", [worker, 3n, word("93"), "http://127.0.0.1:3", 200n]],
    ]);
    await sync();
    found = await row("worker");
    assert.deepEqual(
      [found?.active, found?.roles, found?.stake_wei, found?.withdrawable_at],
      [true, 3, "200", null],
    );
  });

  it("read a struct parameter", async () => {
    chain.mine([["market", "FeesChanged", [[500n, 1000n, 250n], TREASURY]]]);
    await sync();
    const fees = await row("fees");
    assert.deepEqual(
      [fees?.treasury_bps, fees?.worker_bps, fees?.evaluator_bps, fees?.treasury],
      [500, 1000, 250, TREASURY],
    );
  });

  it("pass over events of entities they do not know", async () => {
    chain.mine([
      ["datasetRegistry", "DatasetTermsChanged", [9n, 1n, 1n, 2n]],
      ["datasetRegistry", "DatasetStatusChanged", [9n, 3n]],
      ["privacyLedger", "BudgetReserved", [9n, 9n, 1n]],
      ["privacyLedger", "BudgetCharged", [9n, 9n, 1n]],
      ["privacyLedger", "BudgetReleased", [9n, 9n, 1n]],
      ["market", "OrderSettled", [9n, 1n]],
      ["market", "OrderRefunded", [9n, BUYER, 1n]],
      ["jobRegistry", "JobClaimed", [9n, NODES[0], NODES, [0n]]],
      ["jobRegistry", "JobMeasured", [9n, word("81")]],
      ["jobRegistry", "JobReported", [9n, word("82"), word("83"), word("84")]],
      ["jobRegistry", "JobCertified", [9n, EVALUATOR, word("85"), false]],
      ["jobRegistry", "JobFinalised", [9n, 1n]],
      ["jobRegistry", "JobFailed", [9n, 1n, BUYER]],
      ["workerRegistry", "WorkerUpdated", [NODES[0], word("92"), "x"]],
      ["workerRegistry", "WorkerLeaving", [NODES[0], 1n]],
      ["workerRegistry", "WorkerLeft", [NODES[0], 1n]],
      ["rewards", "RewardWithdrawn", [PROVIDER, PROVIDER, 1n]],
    ]);
    await sync();
    for (const table of [
      "dataset",
      "budget",
      "budget_entry",
      "order",
      "job",
      "job_event",
      "worker",
      "reward_balance",
      "stats",
    ])
      assert.deepEqual(await rows(table), [], table);
  });

  it("survive values made to stop an index", async () => {
    const broken = Uint8Array.of(0x68, 0x00, 0xff, 0xfe, 0x74);
    chain.mine([["workerRegistry", "WorkerRegistered", [NODES[0], 255n, word("00"), broken, MAX_U128]]]);
    chain.mine(
      [...publish(1n, MAX_U32, MAX_U128)],
      [["datasetRegistry", "DatasetStatusChanged", [1n, 200n]]],
    );
    chain.mine(
      [...order(2n ** 256n - 1n, [1n])],
      [["accessToken", "AccessGranted", [1n, BUYER, MAX_U32, MAX_U64]]],
    );
    await sync();
    assert.equal((await row("worker"))?.endpoint, "h\ufffd\ufffdt");
    assert.deepEqual(
      [(await row("dataset"))?.status, (await row("dataset"))?.price_wei],
      ["NONE", MAX_U128.toString()],
    );
    assert.equal((await row("order"))?.id, (2n ** 256n - 1n).toString());
    assert.equal((await row("access"))?.access_until, Number.MAX_SAFE_INTEGER);
  });
});
