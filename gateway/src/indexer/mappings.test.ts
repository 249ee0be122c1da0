import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type MappingStage, openMappingStage, pick } from "./test-support/openMappingStage.ts";
import { BLOCK_TIME, GAS_USED, SENDER } from "./test-support/SyntheticChain.ts";
import {
  datasetPublished,
  jobClaimed,
  orderPlaced,
  PARTIES,
  settlement,
} from "./test-support/sampleEvents.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;
const { provider: PROVIDER, buyer: BUYER, nodes: NODES, evaluator: EVALUATOR, treasury: TREASURY } = PARTIES;
const MAX_U32 = 2n ** 32n - 1n;
const MAX_U64 = 2n ** 64n - 1n;
const MAX_U96 = 2n ** 96n - 1n;
const MAX_U128 = 2n ** 128n - 1n;

describe("mappings", () => {
  let stage: MappingStage;
  before(async () => {
    stage = await openMappingStage();
  });
  after(() => stage.close());
  beforeEach(() => stage.reset());
  const sync = () => stage.sync();
  const rows = (table: string) => stage.rows(table);
  const row = (table: string, id?: string) => stage.row(table, id);

  const publish = (id: bigint, listing: Record<string, unknown> = {}) =>
    [
      ["datasetRegistry", "Transfer", [account("00"), PROVIDER, id]],
      datasetPublished(id, listing),
      ["privacyLedger", "BudgetOpened", [id, 4_000_000n, 4_000_000n]],
      ["consentRegistry", "ConsentRootAnchored", [id, word("44")]],
    ] as const;
  const order = (id: bigint, datasets: bigint[]) =>
    [
      orderPlaced(id, datasets),
      ...datasets.map((dataset) => ["privacyLedger", "BudgetReserved", [dataset, id, 30_000n]] as const),
    ] as const;

  it("make a dataset with version, budget and consent from one publication", async () => {
    stage.chain.mine([...publish(1n)]);
    await sync();
    const tx = (await row("dataset"))?.published_tx;
    const digests = {
      catalogue_digest: word("11"),
      schema_digest: word("22"),
      licence_hash: word("33"),
      consent_root: word("44"),
    };
    const costs = { holder_wei: "0", compute_wei: "0", evaluation_wei: "0", access_body_wei: "0" };
    assert.deepEqual(await rows("dataset"), [
      {
        id: "1",
        provider: PROVIDER,
        owner: PROVIDER,
        status: "LISTED",
        lane: "COMMERCIAL",
        ...digests,
        price_wei: "1000000000000000000",
        row_price_wei: "7",
        renewal_bps: 1000,
        ...costs,
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
    assert.deepEqual(await rows("dataset_version"), [
      {
        id: "1-1",
        dataset_id: "1",
        version: 1,
        ...digests,
        added_rho_micro: "4000000",
        ...costs,
        published_at: BLOCK_TIME + 1,
        published_tx: tx,
        block_number: 1,
      },
    ]);
    assert.deepEqual(
      pick(await row("budget"), "cap_micro", "per_buyer_micro", "reserved_micro", "spent_micro"),
      ["4000000", "4000000", "0", "0"],
    );
    assert.deepEqual(
      (await rows("budget_entry")).map((entry) => [entry.kind, entry.order_id, entry.log_index]),
      [["OPENED", null, 2]],
    );
    const consent = await row("consent");
    assert.deepEqual(pick(consent, "epoch", "roots", "withdrawals_count"), ["0", [word("44")], 0]);
    assert.equal((await row("consent_root"))?.id, `1-${word("44")}`);
    assert.equal((await row("stats"))?.datasets, 1);
  });

  it("follow terms, status and owner of a dataset", async () => {
    stage.chain.mine([...publish(1n)]);
    stage.chain.mine([["datasetRegistry", "DatasetTermsChanged", [1n, MAX_U96, 9n, 10_000n, MAX_U32]]]);
    stage.chain.mine([["datasetRegistry", "DatasetStatusChanged", [1n, 2n]]]);
    stage.chain.mine([["datasetRegistry", "Transfer", [PROVIDER, BUYER, 1n]]]);
    await sync();
    const dataset = await row("dataset");
    assert.deepEqual(pick(dataset, "price_wei", "row_price_wei", "renewal_bps", "purposes_mask"), [
      MAX_U96.toString(),
      "9",
      10_000,
      Number(MAX_U32),
    ]);
    assert.deepEqual(pick(dataset, "version", "status", "owner", "provider"), [
      1,
      "UNLISTED",
      BUYER,
      PROVIDER,
    ]);
    assert.deepEqual([dataset?.updated_at, dataset?.block_number], [BLOCK_TIME + 4, 4]);
  });

  it("keep every version of the data, and let the price follow the cost lines in the EHDS lane", async () => {
    const costs = { holderWei: 40n, computeWei: 31n, evaluationWei: 7n, accessBodyWei: 22n };
    const next = {
      catalogueDigest: word("1a"),
      schemaDigest: word("22"),
      licenceHash: word("33"),
      consentRoot: word("00"),
      addedRhoMicro: 1_000_000n,
      costs: { ...costs, holderWei: 50n },
    };
    stage.chain.mine([...publish(1n)]);
    const [mint, listed, opened] = publish(2n, { lane: 1n, priceWei: 100n, consentRoot: word("00"), costs });
    stage.chain.mine([mint, listed, opened]);
    stage.chain.mine([
      ["datasetRegistry", "DatasetVersionPublished", [2n, 2n, next]],
      ["privacyLedger", "BudgetToppedUp", [2n, 2n, 1_000_000n, 5_000_000n]],
    ]);
    stage.chain.mine([
      ["datasetRegistry", "DatasetVersionPublished", [1n, 2n, { ...next, addedRhoMicro: 0n }]],
    ]);
    await sync();
    assert.deepEqual(pick(await row("dataset", "2"), "lane", "version", "catalogue_digest", "price_wei"), [
      "EHDS",
      2,
      word("1a"),
      "110",
    ]);
    assert.deepEqual(pick(await row("dataset", "1"), "lane", "version", "price_wei"), [
      "COMMERCIAL",
      2,
      "1000000000000000000",
    ]);
    assert.deepEqual(
      (await rows("dataset_version")).map((version) => pick(version, "id", "added_rho_micro", "holder_wei")),
      [
        ["1-1", "4000000", "0"],
        ["1-2", "0", "50"],
        ["2-1", "4000000", "40"],
        ["2-2", "1000000", "50"],
      ],
    );
    assert.deepEqual(pick(await row("budget", "2"), "cap_micro", "per_buyer_micro", "available_micro"), [
      "5000000",
      "5000000",
      "5000000",
    ]);
    // No root is anchored in this lane, and still there is a consent state to read.
    assert.deepEqual(pick(await row("consent", "2"), "dataset_id", "roots", "suspended"), ["2", [], false]);
    const [entry] = (await rows("budget_entry")).filter(({ kind }) => kind === "TOPPED_UP");
    assert.deepEqual(pick(entry, "budget_id", "order_id", "rho_micro"), ["2", null, "1000000"]);
  });

  it("count consents and withdrawals and keep neither nullifier nor key", async () => {
    stage.chain.mine([...publish(1n)]);
    stage.chain.mine([["consentRegistry", "ConsentRootAnchored", [1n, word("45")]]]);
    stage.chain.mine(
      [
        ["consentRegistry", "ConsentGranted", [1n, account("7a")]],
        ["consentRegistry", "ConsentAdmitted", [1n, account("7a")]],
      ],
      [["consentRegistry", "ConsentGranted", [1n, account("7b")]]],
      [["consentRegistry", "ConsentGranted", [1n, account("7c")]]],
      [["consentRegistry", "ConsentWithdrawn", [1n, word("77"), 1n]]],
      [["consentRegistry", "ConsentKeyWithdrawn", [1n, account("7a"), 2n]]],
      // A pending grant's withdrawal leaves the epoch alone and is none of the dataset's.
      [["consentRegistry", "ConsentKeyWithdrawn", [1n, account("7b"), 2n]]],
      [["consentRegistry", "ConsentsWithdrawn", [1n, [word("78"), word("79")], word("7e"), word("7f"), 3n]]],
    );
    stage.chain.mine([["consentRegistry", "ConsentBasisSuspended", [1n, true]]]);
    stage.chain.mine([["consentRegistry", "OptOutRootAnchored", [1n, 1n, word("46")]]]);
    await sync();
    assert.deepEqual(pick(await row("consent"), "epoch", "roots", "grants_count", "withdrawals_count"), [
      "3",
      [word("44"), word("45")],
      1,
      4,
    ]);
    assert.equal((await row("consent"))?.pending_count, 1);
    assert.deepEqual(pick(await row("consent"), "suspended", "opt_out_roots", "accumulator"), [
      true,
      [word("46")],
      word("7f"),
    ]);
    assert.deepEqual(pick(await row("opt_out_root"), "id", "index", "root"), ["1-1", 1, word("46")]);
    const withdrawals = await rows("consent_withdrawal");
    assert.deepEqual(
      withdrawals
        .toSorted((a, b) => Number(a.epoch) - Number(b.epoch))
        .map((found) => pick(found, "kind", "count", "epoch", "evidence_digest")),
      [
        ["LEAF", 1, "1", null],
        ["KEY", 1, "2", null],
        ["BATCH", 2, "3", word("7e")],
      ],
    );
    const everything = JSON.stringify([withdrawals, await rows("consent"), await rows("consent_root")]);
    for (const secret of [word("77"), word("78"), word("79"), account("7a"), account("7b")])
      assert.ok(!everything.includes(secret), secret);
  });

  it("carry an order through to settlement, access and totals", async () => {
    stage.chain.mine([...publish(1n)], [...publish(2n)]);
    stage.chain.mine([...order(7n, [1n, 2n])]);
    stage.chain.mine([jobClaimed(7n, [0n, 3n])]);
    stage.chain.mine([
      ["jobRegistry", "JobMeasured", [7n, word("81"), 0n]],
      ["privacyLedger", "BudgetCharged", [1n, 7n, 30_000n]],
      ["privacyLedger", "BudgetCharged", [2n, 7n, 30_000n]],
    ]);
    const commits = [word("8a"), word("8b"), word("8c")];
    stage.chain.mine([["jobRegistry", "JobCommitted", [7n, commits]]]);
    stage.chain.mine([["jobRegistry", "JobReported", [7n, [word("82"), word("83"), word("84")]]]]);
    const certificate = [word("85"), true, 1n, 1300n, 2000n, 5300n];
    stage.chain.mine([["jobRegistry", "JobCertified", [7n, EVALUATOR, certificate, true]]]);
    stage.chain.mine([
      ["jobRegistry", "JobFinalised", [7n]],
      ["market", "OrderSettled", [7n, settlement([10n, 11n, 2n, 3n, 4n, 5n, 6n])]],
      ["accessToken", "AccessGranted", [7n, BUYER, 4n, 1_850_000_000n]],
    ]);
    await sync();
    const placed = await row("order");
    assert.deepEqual(pick(placed, "buyer", "client_order_id", "datasets", "versions", "prices_wei"), [
      BUYER,
      word("77"),
      ["1", "2"],
      ["1", "2"],
      ["1000000000000000000", "1000000000000000000"],
    ]);
    assert.deepEqual(pick(placed, "providers", "spec_digest", "buyer_key", "treasury", "permit_id"), [
      [PROVIDER, PROVIDER],
      word("55"),
      word("66"),
      TREASURY,
      null,
    ]);
    assert.deepEqual(
      pick(placed, "total_wei", "workers_wei", "evaluator_wei", "treasury_wei", "renewal_wei", "rho_micro"),
      [
        "3000000000000000000",
        "500000000000000000",
        "400000000000000000",
        "100000000000000000",
        "300000000000000000",
        "30000",
      ],
    );
    assert.deepEqual(pick(placed, "status", "purpose", "rows", "access_seconds", "permit_version"), [
      "SETTLED",
      4,
      3000,
      2_592_000,
      0,
    ]);
    assert.deepEqual(pick(placed, "access_until", "settled_at", "refunded_at", "job_id", "settlement_id"), [
      1_850_000_000,
      BLOCK_TIME + 8,
      null,
      "7",
      "7",
    ]);
    const job = await row("job");
    assert.deepEqual(pick(job, "state", "lead", "nodes", "consent_epochs", "claims_count", "fail_reason"), [
      "FINALISED",
      NODES[0],
      [...NODES],
      ["0", "3"],
      1,
      null,
    ]);
    assert.deepEqual(
      pick(job, "terms_hash", "claimed_at", "deadline", "commit_digest", "result_commits", "manifest_digest"),
      [word("99"), 1_800_000_003, 1_900_000_000, word("81"), commits, word("82")],
    );
    assert.deepEqual(pick(job, "output_hash", "model_digest", "certificate_digest", "evaluator"), [
      word("83"),
      word("84"),
      word("85"),
      EVALUATOR,
    ]);
    assert.deepEqual(
      pick(job, "passed", "evaluator_passed", "release_class", "tvd1_bps", "tvd2_bps", "membership_auc_bps"),
      [true, true, 1, 1300, 2000, 5300],
    );
    const history = await stage.database.query(
      "SELECT state, by, gas_used, timestamp FROM subgraph.job_event WHERE job_id = '7' ORDER BY block, log_index",
    );
    assert.deepEqual(
      history.map(({ state }) => state),
      ["REQUESTED", "CLAIMED", "MEASURED", "COMMITTED", "REPORTED", "CERTIFIED", "FINALISED"],
    );
    assert.ok(history.every(({ by, gas_used }) => by === SENDER && gas_used === GAS_USED.toString()));
    assert.deepEqual(
      (await rows("budget")).map((budget) =>
        pick(budget, "reserved_micro", "spent_micro", "available_micro"),
      ),
      [
        ["0", "30000", "3970000"],
        ["0", "30000", "3970000"],
      ],
    );
    assert.equal((await rows("budget_entry")).length, 6);
    assert.deepEqual(pick(await row("access"), "holder", "purpose", "access_until", "revoked"), [
      BUYER,
      4,
      1_850_000_000,
      false,
    ]);
    assert.deepEqual(
      pick(await row("stats"), "datasets", "orders", "finalised_orders", "volume_wei", "rows_delivered"),
      [2, 1, 1, "41", "3000"],
    );
    assert.deepEqual(
      (await rows("dataset")).map(({ orders_count }) => orders_count),
      [1, 1],
    );
  });

  it("carry a failed order to its refund", async () => {
    stage.chain.mine([...publish(1n)], [...order(1n, [1n])]);
    stage.chain.mine([jobClaimed(1n, [0n])]);
    stage.chain.mine([jobClaimed(1n, [1n], [NODES[1], NODES[0], NODES[2]])]);
    stage.chain.mine([
      ["jobRegistry", "JobFailed", [1n, 5n, BUYER]],
      ["privacyLedger", "BudgetReleased", [1n, 1n, 30_000n]],
    ]);
    stage.chain.mine([["market", "OrderRefunded", [1n, BUYER, 3n * 10n ** 18n]]]);
    await sync();
    assert.deepEqual(pick(await row("job"), "state", "fail_reason", "failed_by", "lead", "claims_count"), [
      "FAILED",
      "PERMIT_DEAD",
      BUYER,
      NODES[1],
      2,
    ]);
    assert.deepEqual(pick(await row("order"), "status", "access_until", "refunded_at", "settlement_id"), [
      "REFUNDED",
      0,
      BLOCK_TIME + 5,
      null,
    ]);
    assert.equal((await row("budget"))?.available_micro, "4000000");
    assert.deepEqual(await rows("access"), []);
    assert.deepEqual(pick(await row("stats"), "failed_jobs", "refunded_wei", "escrowed_wei", "volume_wei"), [
      1,
      "3000000000000000000",
      "0",
      "0",
    ]);
  });

  it("tell a refused certificate from a passed one", async () => {
    stage.chain.mine([...order(1n, [])]);
    const certificate = [word("85"), true, 2n, 1300n, 2000n, 9000n];
    stage.chain.mine([["jobRegistry", "JobCertified", [1n, EVALUATOR, certificate, false]]]);
    await sync();
    assert.deepEqual(pick(await row("job"), "state", "passed", "evaluator_passed", "membership_auc_bps"), [
      "REFUSED",
      false,
      true,
      9000,
    ]);
  });

  it("survive values made to stop an index", async () => {
    const broken = Uint8Array.of(0x68, 0x00, 0xff, 0xfe, 0x74);
    const last = 2n ** 256n - 1n;
    stage.chain.mine([
      ["workerRegistry", "WorkerRegistered", [NODES[0], 255n, word("00"), broken, MAX_U128]],
    ]);
    stage.chain.mine(
      [...publish(1n, { purposesMask: MAX_U32, priceWei: MAX_U96, renewalBps: 65_535n, lane: 7n })],
      [["datasetRegistry", "DatasetStatusChanged", [1n, 200n]]],
    );
    stage.chain.mine(
      [
        orderPlaced(last, [last], {
          rows: MAX_U32,
          totalWei: MAX_U128,
          permitId: last,
          deadline: 2n ** 40n - 1n,
        }),
      ],
      [["accessToken", "AccessGranted", [1n, BUYER, MAX_U32, MAX_U64]]],
    );
    // A settlement without payees, and one whose lists differ in length.
    stage.chain.mine([
      ["market", "OrderSettled", [last, settlement([], { payees: [] })]],
      ["market", "OrderRenewed", [1n, last, settlement([1n], { payees: [BUYER, TREASURY] })]],
    ]);
    await sync();
    assert.equal((await row("worker"))?.endpoint, "h\ufffd\ufffdt");
    assert.deepEqual(pick(await row("dataset"), "status", "lane", "price_wei"), [
      "NONE",
      "COMMERCIAL",
      MAX_U96.toString(),
    ]);
    assert.deepEqual(pick(await row("order"), "id", "permit_id", "rows"), [
      last.toString(),
      last.toString(),
      Number(MAX_U32),
    ]);
    assert.equal((await row("access"))?.access_until, Number.MAX_SAFE_INTEGER);
    assert.deepEqual(
      (await rows("payout")).map(({ id }) => id),
      ["1-0"],
    );
  });
});
