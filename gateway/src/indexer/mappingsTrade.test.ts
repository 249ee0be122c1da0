import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type MappingStage, openMappingStage, pick } from "./test-support/openMappingStage.ts";
import { BLOCK_TIME, type SyntheticEvent } from "./test-support/SyntheticChain.ts";
import {
  datasetPublished,
  jobClaimed,
  orderPlaced,
  PARTIES,
  settlement,
} from "./test-support/sampleEvents.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;
const { provider: PROVIDER, buyer: BUYER, nodes: NODES, evaluator: EVALUATOR } = PARTIES;
const { treasury: TREASURY, accessBody: BODY } = PARTIES;
const AMOUNTS = [10n, 11n, 2n, 3n, 4n, 5n, 6n];

describe("mappings of payouts, renewals, disputes, permits, offers and incentives", () => {
  let stage: MappingStage;
  before(async () => {
    stage = await openMappingStage();
  });
  after(() => stage.close());
  beforeEach(() => stage.reset());
  const row = (table: string, id?: string) => stage.row(table, id);
  const rows = (table: string) => stage.rows(table);

  /** Order 7 over datasets 1 and 2, settled at block 2. */
  const sell = (terms: Record<string, unknown> = {}, paid: Record<string, unknown> = {}) => {
    stage.chain.mine([orderPlaced(7n, [1n, 2n], { totalWei: 41n, ...terms })]);
    stage.chain.mine([
      ["jobRegistry", "JobFinalised", [7n]],
      ["market", "OrderSettled", [7n, settlement(AMOUNTS, paid)]],
      ["accessToken", "AccessGranted", [7n, BUYER, 4n, 1_850_000_000n]],
    ]);
  };
  const balances = async () =>
    Object.fromEntries(
      (await rows("account")).map((found) => [
        found.id,
        pick(found, "credited_wei", "claimed_wei", "balance_wei").join(" "),
      ]),
    );

  it("split a settlement into payouts by position, and follow their claims", async () => {
    sell();
    stage.chain.mine([
      ["market", "PayoutClaimed", [7n, 0n, PROVIDER, 10n]],
      ["market", "PayoutClaimed", [7n, 6n, TREASURY, 6n]],
    ]);
    await stage.sync();
    const claimTx = (await row("payout", "7-0"))?.claimed_tx;
    assert.match(String(claimTx), /^0x[0-9a-f]{64}$/);
    assert.deepEqual(
      (await rows("payout")).map((paid) =>
        pick(paid, "id", "settlement_id", "order_id", "index", "account", "kind", "amount_wei", "claimed"),
      ),
      [
        ["7-0", "7", "7", 0, PROVIDER, "PROVIDER", "10", true],
        ["7-1", "7", "7", 1, PROVIDER, "PROVIDER", "11", false],
        ["7-2", "7", "7", 2, NODES[0], "WORKER", "2", false],
        ["7-3", "7", "7", 3, NODES[1], "WORKER", "3", false],
        ["7-4", "7", "7", 4, NODES[2], "WORKER", "4", false],
        ["7-5", "7", "7", 5, EVALUATOR, "EVALUATOR", "5", false],
        ["7-6", "7", "7", 6, TREASURY, "TREASURY", "6", true],
      ],
    );
    assert.equal((await row("payout", "7-0"))?.claimed_at, BLOCK_TIME + 3);
    assert.deepEqual(await balances(), {
      [PROVIDER]: "21 10 11",
      [NODES[0]]: "2 0 2",
      [NODES[1]]: "3 0 3",
      [NODES[2]]: "4 0 4",
      [EVALUATOR]: "5 0 5",
      [TREASURY]: "6 6 0",
    });
    const { tx, ...found } = (await row("settlement"))!;
    assert.match(String(tx), /^0x[0-9a-f]{64}$/);
    assert.deepEqual(found, {
      id: "7",
      order_id: "7",
      renewal_id: null,
      status: "SETTLED",
      terms_hash: word("88"),
      buyer: BUYER,
      settled_at: 1_800_000_007,
      released_at: null,
      refunded_at: null,
      payees: [PROVIDER, PROVIDER, ...NODES, EVALUATOR, TREASURY],
      amounts_wei: AMOUNTS.map(String),
      total_wei: "41",
      refund_wei: "0",
      block_number: 2,
    });
    assert.deepEqual(pick(await row("stats"), "volume_wei", "escrowed_wei"), ["41", "0"]);
  });

  it("count a payout claimed once, whatever is said twice", async () => {
    sell();
    const claim: SyntheticEvent = ["market", "PayoutClaimed", [7n, 2n, NODES[0], 2n]];
    stage.chain.mine([claim], [claim]);
    await stage.sync();
    assert.equal((await balances())[NODES[0]], "2 2 0");
  });

  it("free payees early when the buyer releases the order", async () => {
    sell();
    stage.chain.mine([["market", "OrderReleased", [7n]]]);
    await stage.sync();
    assert.deepEqual(pick(await row("order"), "status", "released_at"), ["RELEASED", BLOCK_TIME + 3]);
    assert.deepEqual(pick(await row("settlement"), "status", "released_at"), ["RELEASED", BLOCK_TIME + 3]);
  });

  it("pay a renewal like an order of its own and move the end of access on", async () => {
    sell();
    stage.chain.mine([
      ["market", "OrderRenewed", [9n, 7n, settlement([1n, 1n, 1n, 0n, 0n, 1n, 2n])]],
      ["accessToken", "AccessExtended", [7n, 1_852_592_000n]],
    ]);
    stage.chain.mine([["market", "OrderReleased", [9n]]]);
    stage.chain.mine([["market", "PayoutClaimed", [9n, 6n, TREASURY, 2n]]]);
    await stage.sync();
    assert.deepEqual(
      pick(await row("renewal"), "id", "order_id", "settlement_id", "access_until", "total_wei"),
      ["9", "7", "9", 1_852_592_000, "6"],
    );
    assert.deepEqual(pick(await row("settlement", "9"), "order_id", "renewal_id", "status"), [
      "7",
      "9",
      "RELEASED",
    ]);
    // The renewal's release is not the order's.
    assert.deepEqual(pick(await row("order"), "status", "released_at", "access_until", "settlement_id"), [
      "SETTLED",
      null,
      1_852_592_000,
      "7",
    ]);
    assert.equal((await row("access"))?.access_until, 1_852_592_000);
    assert.deepEqual(pick(await row("payout", "9-6"), "order_id", "kind", "claimed"), [
      "7",
      "TREASURY",
      true,
    ]);
    assert.equal((await balances())[TREASURY], "8 2 6");
    assert.deepEqual(pick(await row("stats"), "orders", "renewals", "volume_wei", "escrowed_wei"), [
      1,
      1,
      "47",
      "0",
    ]);
  });

  it("give each renewal its own end of access, in whatever order one transaction's events come", async () => {
    sell();
    stage.chain.mine([
      ["market", "OrderRenewed", [9n, 7n, settlement(AMOUNTS)]],
      ["accessToken", "AccessExtended", [7n, 1_852_592_000n]],
      ["market", "OrderRenewed", [10n, 7n, settlement(AMOUNTS)]],
      ["accessToken", "AccessExtended", [7n, 1_855_184_000n]],
    ]);
    stage.chain.mine([
      ["accessToken", "AccessExtended", [7n, 1_857_776_000n]],
      ["market", "OrderRenewed", [11n, 7n, settlement(AMOUNTS)]],
    ]);
    await stage.sync();
    assert.deepEqual(
      (await rows("renewal")).map((renewal) => pick(renewal, "id", "access_until")),
      [
        ["10", 1_855_184_000],
        ["11", 1_857_776_000],
        ["9", 1_852_592_000],
      ],
    );
    assert.deepEqual(pick(await row("order"), "access_until", "latest_renewal_id"), [1_857_776_000, "11"]);
  });

  const dispute = (id = 7n) => {
    stage.chain.mine([
      ["disputes", "DisputeOpened", [id, BUYER, word("e1"), 50n, 1_800_600_000n]],
      ["market", "OrderDisputed", [id]],
    ]);
    stage.chain.mine([["disputes", "DisputeVoted", [id, account("f1"), true, word("e2")]]]);
  };

  it("take an upheld dispute back to the buyer: payouts, access, totals, bond and stakes", async () => {
    stage.chain.mine([
      ["workerRegistry", "WorkerRegistered", [NODES[0], 1n, word("91"), "http://127.0.0.1:1", 100n]],
    ]);
    sell();
    dispute();
    await stage.sync();
    assert.equal((await row("order"))?.status, "DISPUTED");
    stage.chain.mine([
      ["disputes", "DisputeVoted", [7n, account("f2"), true, word("e3")]],
      ["disputes", "DisputeResolved", [7n, 2n]],
      ["market", "OrderRefunded", [7n, BUYER, 41n]],
      ["accessToken", "AccessRevoked", [7n, BUYER]],
      ["workerRegistry", "WorkerSlashed", [NODES[0], 7n, 10n, TREASURY]],
    ]);
    await stage.sync();
    assert.deepEqual(
      pick(await row("dispute"), "id", "settlement_id", "state", "votes_for", "votes_against", "closes_at"),
      ["7", "7", "UPHELD", 2, 0, 1_800_600_000],
    );
    assert.deepEqual(
      pick(await row("dispute"), "buyer", "evidence_digest", "bond_wei", "opened_at", "resolved_at"),
      [BUYER, word("e1"), "50", BLOCK_TIME + 4, BLOCK_TIME + 6],
    );
    assert.deepEqual((await rows("dispute_vote")).map(({ opinion_digest }) => opinion_digest).toSorted(), [
      word("e2"),
      word("e3"),
    ]);
    assert.deepEqual(pick(await row("order"), "status", "access_until", "refunded_at"), [
      "REFUNDED",
      0,
      BLOCK_TIME + 6,
    ]);
    assert.deepEqual(pick(await row("access"), "revoked", "access_until"), [true, 0]);
    assert.ok((await rows("payout")).every(({ cancelled, claimed }) => cancelled && !claimed));
    const found = await balances();
    assert.ok([PROVIDER, ...NODES, EVALUATOR, TREASURY].every((payee) => found[payee] === "0 0 0"));
    assert.equal((await row("account", BUYER))?.bonds_owed_wei, "50");
    assert.deepEqual(pick(await row("stats"), "disputes", "volume_wei", "refunded_wei", "escrowed_wei"), [
      1,
      "0",
      "41",
      "0",
    ]);
    stage.chain.mine([["disputes", "BondWithdrawn", [BUYER, 50n]]]);
    await stage.sync();
    assert.equal((await row("account", BUYER))?.bonds_owed_wei, "0");
  });

  it("let a rejected dispute free the payees and give the bond to the treasury, a lapsed one to the buyer", async () => {
    sell();
    stage.chain.mine([["market", "OrderRenewed", [9n, 7n, settlement(AMOUNTS)]]]);
    dispute(7n);
    dispute(9n);
    stage.chain.mine([
      ["disputes", "DisputeVoted", [7n, account("f2"), false, word("e3")]],
      ["disputes", "DisputeResolved", [7n, 3n]],
      ["market", "OrderReleased", [7n]],
    ]);
    stage.chain.mine([
      ["disputes", "DisputeResolved", [9n, 4n]],
      ["market", "OrderReleased", [9n]],
    ]);
    await stage.sync();
    assert.deepEqual(pick(await row("dispute", "7"), "state", "votes_for", "votes_against"), [
      "REJECTED",
      1,
      1,
    ]);
    assert.deepEqual(pick(await row("dispute", "9"), "state", "settlement_id"), ["LAPSED", "9"]);
    assert.deepEqual(pick(await row("order"), "status", "released_at"), ["RELEASED", BLOCK_TIME + 8]);
    assert.equal((await row("account", TREASURY))?.bonds_owed_wei, "50");
    assert.equal((await row("account", BUYER))?.bonds_owed_wei, "50");
    assert.ok((await rows("payout")).every(({ cancelled }) => !cancelled));
  });

  it("refund a renewal whose dispute was upheld and leave the order it renews as it was", async () => {
    sell();
    stage.chain.mine([["market", "OrderRenewed", [9n, 7n, settlement(AMOUNTS)]]]);
    dispute(9n);
    stage.chain.mine([
      ["disputes", "DisputeResolved", [9n, 2n]],
      ["market", "OrderRefunded", [9n, BUYER, 41n]],
    ]);
    await stage.sync();
    assert.deepEqual(pick(await row("order"), "status", "refunded_at", "access_until"), [
      "SETTLED",
      null,
      1_850_000_000,
    ]);
    assert.equal((await row("settlement", "9"))?.status, "REFUNDED");
    assert.deepEqual(
      (await rows("payout")).map(({ id, cancelled }) => [String(id)[0], cancelled]),
      [...AMOUNTS.map(() => ["7", false]), ...AMOUNTS.map(() => ["9", true])],
    );
    assert.equal((await balances())[PROVIDER], "21 0 21");
  });

  it("keep a proof of two reports, of any order id", async () => {
    stage.chain.mine([["disputes", "EquivocationProven", [99n, NODES[1], BUYER, 25n]]]);
    await stage.sync();
    assert.deepEqual(pick(await row("equivocation"), "order_id", "node", "reporter", "slashed_wei"), [
      "99",
      NODES[1],
      BUYER,
      "25",
    ]);
  });

  const decision = {
    holder: BUYER,
    applicationHash: word("a1"),
    decisionHash: word("a2"),
    purposesMask: 24n,
    criteriaMask: 255n,
    optOutException: true,
    validFrom: 1_800_000_000n,
    validUntil: 2_400_000_000n,
    datasetIds: [1n, 2n],
  };

  it("follow a data permit through amendment, extension, suspension and revocation", async () => {
    stage.chain.mine([["permitRegistry", "PermitIssued", [3n, BODY, BUYER, decision]]]);
    stage.chain.mine([["permitRegistry", "PermitAmended", [3n, 2n, word("a3"), 8n, [2n]]]]);
    stage.chain.mine([["permitRegistry", "PermitExtended", [3n, word("a4"), 2_700_000_000n]]]);
    stage.chain.mine([["permitRegistry", "PermitSuspended", [3n, word("a5")]]]);
    await stage.sync();
    assert.equal((await row("data_permit"))?.state, "SUSPENDED");
    stage.chain.mine([["permitRegistry", "PermitResumed", [3n]]]);
    await stage.sync();
    assert.equal((await row("data_permit"))?.state, "ACTIVE");
    stage.chain.mine([["permitRegistry", "PermitFindingNotified", [3n, word("a7"), 2_000_000_000n]]]);
    await stage.sync();
    assert.equal((await row("data_permit"))?.revocable_from, 2_000_000_000);
    stage.chain.mine([
      ["permitRegistry", "PermitFindingAnswered", [3n, word("a8")]],
      ["permitRegistry", "PermitRevoked", [3n, word("a6")]],
      ["permitRegistry", "HolderExcluded", [3n, BUYER, word("a9"), 2_600_000_000n]],
    ]);
    await stage.sync();
    const { issued_tx, ...found } = (await row("data_permit"))!;
    assert.match(String(issued_tx), /^0x[0-9a-f]{64}$/);
    assert.deepEqual(found, {
      id: "3",
      issuer: BODY,
      holder: BUYER,
      state: "REVOKED",
      extended: true,
      opt_out_exception: true,
      revocable_from: BLOCK_TIME + 7,
      version: 2,
      purposes_mask: 8,
      criteria_mask: 255,
      application_hash: word("a1"),
      decision_hash: word("a4"),
      approved_at: BLOCK_TIME + 1,
      valid_from: 1_800_000_000,
      valid_until: 2_700_000_000,
      datasets: ["2"],
      updated_at: BLOCK_TIME + 7,
      block_number: 7,
    });
    assert.deepEqual(
      (await rows("permit_version")).map((version) =>
        pick(version, "id", "permit_id", "decision_hash", "purposes_mask", "datasets"),
      ),
      [
        ["3-1", "3", word("a2"), 24, ["1", "2"]],
        ["3-2", "3", word("a3"), 8, ["2"]],
      ],
    );
    assert.deepEqual(
      await stage.database.query("SELECT kind, hash FROM subgraph.permit_event ORDER BY block, log_index"),
      [
        { kind: "ISSUED", hash: word("a2") },
        { kind: "AMENDED", hash: word("a3") },
        { kind: "EXTENDED", hash: word("a4") },
        { kind: "SUSPENDED", hash: word("a5") },
        { kind: "RESUMED", hash: null },
        { kind: "FINDING_NOTIFIED", hash: word("a7") },
        { kind: "FINDING_ANSWERED", hash: word("a8") },
        { kind: "REVOKED", hash: word("a6") },
        { kind: "HOLDER_EXCLUDED", hash: word("a9") },
      ],
    );
    assert.deepEqual(pick(await row("exclusion"), "id", "permit_id", "issuer", "until", "reason_hash"), [
      BUYER,
      "3",
      BODY,
      2_600_000_000,
      word("a9"),
    ]);
    assert.equal((await row("stats"))?.permits, 1);
  });

  it("bind an order to its permit and pay the access body instead of the treasury", async () => {
    const payees = [PROVIDER, PROVIDER, ...NODES, EVALUATOR, BODY];
    sell({ permitId: 3n, permitVersion: 1n, treasury: BODY }, { payees });
    await stage.sync();
    assert.deepEqual(pick(await row("order"), "permit_id", "permit_version", "treasury"), ["3", 1, BODY]);
    assert.deepEqual(pick(await row("payout", "7-6"), "account", "kind"), [BODY, "ACCESS_BODY"]);
  });

  it("count the uses of a signed offer and its end", async () => {
    stage.chain.mine([datasetPublished(1n)]);
    stage.chain.mine([["market", "OfferMatched", [word("0f"), 7n, 1n, 1n]], orderPlaced(7n, [1n])]);
    stage.chain.mine([["market", "OfferMatched", [word("0f"), 8n, 1n, 2n]]]);
    stage.chain.mine([["market", "OfferCancelled", [word("0f"), 1n]]]);
    stage.chain.mine([["market", "OfferCancelled", [word("1f"), 1n]]]);
    await stage.sync();
    assert.deepEqual(
      (await rows("offer")).map((offer) => pick(offer, "id", "dataset_id", "used", "cancelled")),
      [
        [word("0f"), "1", 2, true],
        [word("1f"), "1", 0, true],
      ],
    );
    assert.deepEqual((await rows("offer_match")).map(({ order_id }) => order_id).toSorted(), ["7", "8"]);
  });

  it("follow incentive epochs and what was claimed of them", async () => {
    for (const epoch of [1n, 2n])
      stage.chain.mine([
        ["rewards", "EpochProposed", [epoch, word("b1"), word("b2"), 100n, 1_800_100_000n, 1_801_000_000n]],
      ]);
    stage.chain.mine([["rewards", "IncentiveClaimed", [1n, 5n, NODES[0], 30n]]]);
    stage.chain.mine([["rewards", "EpochSwept", [1n, 70n]]], [["rewards", "EpochVetoed", [2n, word("b3")]]]);
    await stage.sync();
    assert.deepEqual(
      (await rows("incentive_epoch")).map((epoch) =>
        pick(epoch, "id", "state", "total_wei", "claimed_wei", "rest_wei", "evidence_digest", "closes_at"),
      ),
      [
        ["1", "SWEPT", "100", "30", "70", null, 1_801_000_000],
        ["2", "VETOED", "100", "0", null, word("b3"), 1_801_000_000],
      ],
    );
    assert.deepEqual(pick(await row("incentive_claim"), "id", "epoch_id", "index", "account", "amount_wei"), [
      "1-5",
      "1",
      "5",
      NODES[0],
      "30",
    ]);
  });

  it("pass over events of entities they do not know", async () => {
    const certificate = [word("85"), true, 1n, 1n, 1n, 1n];
    const costs = [0n, 0n, 0n, 0n];
    const unknown: SyntheticEvent[] = [
      ["datasetRegistry", "DatasetTermsChanged", [9n, 1n, 1n, 2n, 3n]],
      [
        "datasetRegistry",
        "DatasetVersionPublished",
        [9n, 2n, [word("01"), word("02"), word("03"), word("04"), 1n, costs]],
      ],
      ["datasetRegistry", "DatasetStatusChanged", [9n, 3n]],
      ["privacyLedger", "BudgetToppedUp", [9n, 2n, 1n, 1n]],
      ["privacyLedger", "BudgetReserved", [9n, 9n, 1n]],
      ["privacyLedger", "BudgetCharged", [9n, 9n, 1n]],
      ["privacyLedger", "BudgetReleased", [9n, 9n, 1n]],
      ["permitRegistry", "PermitAmended", [9n, 2n, word("a3"), 8n, [2n]]],
      ["permitRegistry", "PermitExtended", [9n, word("a4"), 1n]],
      ["permitRegistry", "PermitSuspended", [9n, word("a5")]],
      ["permitRegistry", "PermitResumed", [9n]],
      ["permitRegistry", "PermitFindingNotified", [9n, word("a5"), 1n]],
      ["permitRegistry", "PermitFindingAnswered", [9n, word("a5")]],
      ["permitRegistry", "PermitRevoked", [9n, word("a5")]],
      ["permitRegistry", "HolderExcluded", [9n, BUYER, word("a5"), 1n]],
      ["market", "OrderSettled", [9n, settlement(AMOUNTS)]],
      ["market", "OrderRenewed", [10n, 9n, settlement(AMOUNTS)]],
      ["market", "OrderReleased", [9n]],
      ["market", "OrderDisputed", [9n]],
      ["market", "OrderRefunded", [9n, BUYER, 1n]],
      ["market", "PayoutClaimed", [9n, 2n ** 256n - 1n, BUYER, 1n]],
      jobClaimed(9n, [0n]),
      ["jobRegistry", "JobNodeReplaced", [9n, 0n, NODES[0], BUYER]],
      ["jobRegistry", "JobMeasured", [9n, word("81"), 1n]],
      ["jobRegistry", "JobCommitted", [9n, [word("82"), word("83"), word("84")]]],
      ["jobRegistry", "JobReported", [9n, [word("82"), word("83"), word("84")]]],
      ["jobRegistry", "JobCertified", [9n, EVALUATOR, certificate, false]],
      ["jobRegistry", "JobFinalised", [9n]],
      ["jobRegistry", "JobFailed", [9n, 1n, BUYER]],
      ["disputes", "DisputeOpened", [9n, BUYER, word("e1"), 50n, 1n]],
      ["disputes", "DisputeVoted", [9n, BUYER, true, word("e1")]],
      ["disputes", "DisputeResolved", [9n, 2n]],
      ["disputes", "BondWithdrawn", [BUYER, 1n]],
      ["consentRegistry", "ConsentGranted", [9n, BUYER]],
      ["consentRegistry", "ConsentAdmitted", [9n, BUYER]],
      ["consentRegistry", "ConsentKeyWithdrawn", [9n, BUYER, 1n]],
      ["consentRegistry", "ConsentWithdrawn", [9n, word("77"), 1n]],
      ["consentRegistry", "ConsentsWithdrawn", [9n, [word("77")], word("78"), word("79"), 1n]],
      ["consentRegistry", "ConsentBasisSuspended", [9n, true]],
      ["consentRegistry", "OptOutRootAnchored", [9n, 1n, word("78")]],
      ["accessToken", "AccessExtended", [9n, 1n]],
      ["accessToken", "AccessRevoked", [9n, BUYER]],
      ["workerRegistry", "WorkerUpdated", [NODES[0], word("92"), "x"]],
      ["workerRegistry", "WorkerStakeAdded", [NODES[0], 1n, 1n]],
      ["workerRegistry", "WorkerSlashed", [NODES[0], 9n, 1n, BUYER]],
      ["workerRegistry", "WorkerLeaving", [NODES[0], 1n]],
      ["workerRegistry", "WorkerLeft", [NODES[0], 1n]],
      ["rewards", "EpochVetoed", [9n, word("b3")]],
      ["rewards", "EpochSwept", [9n, 1n]],
      ["rewards", "IncentiveClaimed", [9n, 1n, BUYER, 1n]],
    ];
    stage.chain.mine(unknown);
    await stage.sync();
    const tables = await stage.database.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'subgraph'",
    );
    assert.ok(tables.length > 25);
    for (const { table_name } of tables) assert.deepEqual(await rows(`"${table_name}"`), [], table_name);
  });
});
