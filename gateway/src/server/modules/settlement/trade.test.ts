import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertDataset, insertOrder, insertRow, insertSettlement } from "../../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";

const account = (digits: string) => `0x${digits.repeat(20)}`;
const word = (digits: string) => `0x${digits.repeat(32)}`;
const PROVIDER = account("a1");
const NODE = account("c1");
const BODY = account("d2");
const SETTLED = 1_800_000_000;
const WINDOW = 1000;
const payout = (owner: string, amountWei: bigint, kind = "PROVIDER") => ({ account: owner, kind, amountWei });

let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway();
  const { database, chain } = gateway;
  chain.windowSeconds = WINDOW;
  for (const id of [1, 2]) await insertDataset(database, id);
  // 1 settled, 2 released at once, 3 in dispute, 4 refunded after one, 5 settled later; 9 renews 1.
  for (const id of [1, 2, 3, 4, 5]) await insertOrder(database, id, { permit_id: id === 5 ? "3" : null });
  const parts = [payout(PROVIDER, 10n), payout(NODE, 2n, "WORKER"), payout(BODY, 0n, "TREASURY")];
  await insertSettlement(database, 1, parts);
  await insertSettlement(database, 2, parts, { status: "RELEASED", released_at: SETTLED + 5 });
  await insertSettlement(database, 3, parts, { status: "DISPUTED" });
  await insertSettlement(database, 4, parts, { status: "REFUNDED", refunded_at: SETTLED + 50 });
  await insertSettlement(database, 5, parts, { settled_at: SETTLED + 500 });
  await insertSettlement(database, 1, [payout(PROVIDER, 1n)], { id: "9", renewal_id: "9" });
  await insertRow(database, "renewal", {
    id: "9",
    order_id: "1",
    settlement_id: "9",
    access_until: 1_802_592_000,
    total_wei: "1",
    timestamp: SETTLED,
    tx: word("e9"),
    block_number: 10,
  });
  await database.query(
    "UPDATE subgraph.payout SET claimed = true, claimed_at = 1, claimed_tx = $1 WHERE id = '2-1'",
    [word("ca")],
  );
  await insertRow(database, "account", {
    id: PROVIDER,
    credited_wei: "41",
    claimed_wei: "0",
    balance_wei: "41",
    bonds_owed_wei: "50",
    updated_at: SETTLED,
    block_number: 9,
  });
  const dispute = {
    buyer: account("b1"),
    evidence_digest: word("e1"),
    bond_wei: "50",
    opened_tx: word("e2"),
    closes_at: SETTLED + 900,
    votes_for: 1,
    votes_against: 0,
    block_number: 11,
  };
  for (const [id, state, openedAt] of [
    ["3", "OPEN", SETTLED + 20],
    ["9", "REJECTED", SETTLED + 10],
  ] as const)
    await insertRow(database, "dispute", { id, settlement_id: id, state, opened_at: openedAt, ...dispute });
  await insertRow(database, "dispute_vote", {
    id: "v-1",
    dispute_id: "3",
    evaluator: account("f1"),
    uphold: true,
    opinion_digest: word("e3"),
    timestamp: SETTLED + 30,
    tx: word("e4"),
    block_number: 12,
  });
  const permit = {
    issuer: BODY,
    state: "ACTIVE",
    extended: false,
    opt_out_exception: false,
    version: 2,
    purposes_mask: 24,
    criteria_mask: 255,
    application_hash: word("aa"),
    decision_hash: word("ab"),
    approved_at: SETTLED,
    valid_from: SETTLED,
    valid_until: 2_400_000_000,
    issued_tx: word("ac"),
    updated_at: SETTLED,
    block_number: 3,
  };
  await insertRow(database, "data_permit", {
    id: "3",
    holder: account("b1"),
    datasets: ["1", "2"],
    ...permit,
  });
  await insertRow(database, "data_permit", {
    id: "12",
    holder: account("b7"),
    datasets: ["2"],
    ...permit,
    state: "REVOKED",
  });
  for (const version of [2, 1])
    await insertRow(database, "permit_version", {
      id: `3-${version}`,
      permit_id: "3",
      version,
      decision_hash: word("ab"),
      purposes_mask: 24,
      datasets: ["1"],
      timestamp: SETTLED,
      tx: word("ac"),
      block_number: 3,
    });
  await insertRow(database, "permit_event", {
    id: "pe",
    permit_id: "3",
    kind: "RESUMED",
    hash: null,
    timestamp: SETTLED,
    block: 3,
    log_index: 0,
    tx: word("ac"),
    block_number: 3,
  });
});
after(() => gateway.close());

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const answer = await gateway.graphql(query, variables);
  assert.equal(answer.errors, undefined);
  return answer.data as Record<string, Record<string, unknown>>;
}

test("earnings say what is owed, what may be claimed now and with what", async () => {
  const query = `query ($a: Bytes!) { rewardBalance(account: $a) earnings(account: $a) {
    account creditedWei claimedWei balanceWei claimableWei bondsOwedWei
    claimable { settlementId index amountWei claimableAt settlement }
    payouts { settlementId claimableAt order { id } } incentives { amountWei } } }`;
  gateway.chain.time = SETTLED + WINDOW;
  const { earnings, rewardBalance } = await ask(query, { a: PROVIDER.toUpperCase().replace("X", "x") });
  assert.equal(rewardBalance, "41");
  const { claimable, payouts, ...sums } = earnings!;
  assert.deepEqual(sums, {
    account: PROVIDER,
    creditedWei: "41",
    claimedWei: "0",
    balanceWei: "41",
    claimableWei: "10",
    bondsOwedWei: "50",
    incentives: [],
  });
  // In the last second of the window only what the buyer released may be claimed.
  assert.deepEqual(claimable, [
    {
      settlementId: "2",
      index: 0,
      amountWei: "10",
      claimableAt: SETTLED + 5,
      settlement: {
        termsHash: word("7e"),
        buyer: account("b1"),
        settledAt: String(SETTLED),
        payees: [PROVIDER, NODE, BODY],
        amountsWei: ["10", "2", "0"],
      },
    },
  ]);
  assert.deepEqual(payouts, [
    { settlementId: "5", claimableAt: SETTLED + 500 + WINDOW + 1, order: { id: "5" } },
    { settlementId: "9", claimableAt: SETTLED + WINDOW + 1, order: { id: "1" } },
    { settlementId: "3", claimableAt: null, order: { id: "3" } },
    { settlementId: "2", claimableAt: SETTLED + 5, order: { id: "2" } },
    { settlementId: "1", claimableAt: SETTLED + WINDOW + 1, order: { id: "1" } },
  ]);
  gateway.chain.time = SETTLED + WINDOW + 1;
  const later = (await ask(query, { a: PROVIDER })).earnings!;
  assert.equal(later.claimableWei, "21");
  assert.deepEqual(
    (later.claimable as { settlementId: string }[]).map(({ settlementId }) => settlementId),
    ["1", "2", "9"],
  );
});

test("an account that never earned has nothing, and asks nobody for it", async () => {
  const { earnings } = await ask(
    `{ earnings(account: "${account("ee")}") { creditedWei balanceWei claimableWei claimable { id: index } } }`,
  );
  assert.deepEqual(earnings, { creditedWei: "0", balanceWei: "0", claimableWei: "0", claimable: [] });
});

test("an order says what its settlement, renewals and disputes allow", async () => {
  const query = `query ($id: ID!) { order(id: $id) {
    settledAt releasedAt claimableAt disputableUntil renewalWei accessSeconds buyerKey clientOrderId
    settlement terms permit { id } offers { hash }
    payouts { kind claimed cancelled claimedTx }
    dispute { id state order { id } renewal { id } votesFor votes { evaluator uphold } }
    renewals { id status totalWei renewedAt disputableUntil claimableAt payouts { amountWei } dispute { state renewal { id } order { id } } } } }`;
  const { order } = await ask(query, { id: "1" });
  const { settlement, terms, ...rest } = order!;
  assert.equal((settlement as Record<string, unknown>).termsHash, word("7e"));
  assert.deepEqual(terms, {
    buyer: account("b1"),
    rhoMicro: "15000",
    rows: "3000",
    purpose: "16",
    accessSeconds: "2592000",
    deadline: "1800086400",
    permitVersion: "0",
    permitId: "0",
    specDigest: word("5e"),
    buyerKey: word("be"),
    totalWei: "160000000000000000001",
    workersWei: "16000000000000000000",
    evaluatorWei: "4000000000000000000",
    treasuryWei: "8000000000000000000",
    renewalWei: "16000000000000000000",
    treasury: account("d1"),
    datasetIds: ["1", "2"],
    versions: ["1", "3"],
    pricesWei: ["100000000000000000001", "60000000000000000000"],
    providers: [account("a1"), account("a2")],
  });
  assert.deepEqual(rest, {
    settledAt: SETTLED,
    releasedAt: null,
    claimableAt: SETTLED + WINDOW + 1,
    disputableUntil: SETTLED + WINDOW,
    renewalWei: "16000000000000000000",
    accessSeconds: 2_592_000,
    buyerKey: word("be"),
    clientOrderId: word("c1"),
    permit: null,
    offers: [],
    payouts: ["PROVIDER", "WORKER", "TREASURY"].map((kind) => ({
      kind,
      claimed: false,
      cancelled: false,
      claimedTx: null,
    })),
    dispute: null,
    renewals: [
      {
        id: "9",
        status: "SETTLED",
        totalWei: "1",
        renewedAt: SETTLED,
        disputableUntil: SETTLED + WINDOW,
        claimableAt: SETTLED + WINDOW + 1,
        payouts: [{ amountWei: "1" }],
        dispute: { state: "REJECTED", renewal: { id: "9" }, order: { id: "1" } },
      },
    ],
  });
  const disputed = (await ask(query, { id: "3" })).order!;
  assert.equal(disputed.claimableAt, null);
  assert.deepEqual(disputed.dispute, {
    id: "3",
    state: "OPEN",
    order: { id: "3" },
    renewal: null,
    votesFor: 1,
    votes: [{ evaluator: account("f1"), uphold: true }],
  });
  const refunded = (await ask(query, { id: "4" })).order!;
  assert.equal(refunded.claimableAt, null);
  assert.ok((refunded.payouts as { cancelled: boolean }[]).every(({ cancelled }) => cancelled));
  const released = (await ask(query, { id: "2" })).order!;
  assert.deepEqual(
    (released.payouts as Record<string, unknown>[]).map(({ claimed, claimedTx }) => [claimed, claimedTx]),
    [
      [false, null],
      [true, word("ca")],
      [false, null],
    ],
  );
});

test("an order nobody settled has no settlement and no end of a window", async () => {
  await insertOrder(gateway.database, 20);
  const { order } = await ask(
    `{ order(id: "20") { settlement claimableAt disputableUntil payouts { kind } renewals { id } job { record passed equivocations { node } } } }`,
  );
  const { record, ...job } = order!.job as Record<string, unknown>;
  assert.deepEqual(
    { ...order, job },
    {
      settlement: null,
      claimableAt: null,
      disputableUntil: null,
      payouts: [],
      renewals: [],
      job: { passed: null, equivocations: [] },
    },
  );
  assert.deepEqual((record as Record<string, unknown>).consentEpochs, []);
  assert.deepEqual((record as { certificate: unknown }).certificate, {
    certificateDigest: word("00"),
    passed: false,
    releaseClass: "0",
    tvd1Bps: "0",
    tvd2Bps: "0",
    membershipAucBps: "0",
  });
});

test("lists disputes newest first and by state, and finds a renewal by its own id", async () => {
  const found = await ask(
    `{ all: disputes { id } open: disputes(state: "OPEN") { id } renewal(id: "9") { order { id } accessUntil settlement } }`,
  );
  assert.deepEqual([found.all, found.open], [[{ id: "3" }, { id: "9" }], [{ id: "3" }]]);
  assert.deepEqual(found.renewal!.order, { id: "1" });
  assert.equal(found.renewal!.accessUntil, 1_802_592_000);
});

test("gives permits with versions, decisions, datasets and orders, also beyond the year 2038", async () => {
  const { permit } = await ask(
    `{ permit(id: "3") { issuer holder state optOutException revocableFrom version purposesMask criteriaMask validUntil datasets { id }
       versions { version datasetIds } history { kind hash } orders { id } } }`,
  );
  assert.deepEqual(permit, {
    issuer: BODY,
    holder: account("b1"),
    state: "ACTIVE",
    version: 2,
    purposesMask: 24,
    optOutException: false,
    revocableFrom: null,
    criteriaMask: 255,
    validUntil: 2_400_000_000,
    datasets: [{ id: "1" }, { id: "2" }],
    versions: [
      { version: 1, datasetIds: ["1"] },
      { version: 2, datasetIds: ["1"] },
    ],
    history: [{ kind: "RESUMED", hash: null }],
    orders: [{ id: "5" }],
  });
});

test("lists permits by holder, issuer, dataset and state, newest first", async () => {
  const ids = async (conditions: string) =>
    ((await ask(`{ permits${conditions} { id } }`)).permits as unknown as { id: string }[]).map(
      ({ id }) => id,
    );
  assert.deepEqual(await ids(""), ["12", "3"]);
  assert.deepEqual(await ids(`(holder: "${account("B1")}")`), ["3"]);
  assert.deepEqual(await ids(`(issuer: "${BODY}", datasetId: "1")`), ["3"]);
  assert.deepEqual(await ids(`(datasetId: "2", state: "REVOKED")`), ["12"]);
  assert.deepEqual(await ids(`(issuer: "${NODE}")`), []);
  const { dataset } = await ask(`{ dataset(id: "2") { permits(first: 1) { id } } }`);
  assert.deepEqual(dataset!.permits, [{ id: "12" }]);
});

test("a chain that does not answer is an error of the fields that need it, and of no other", async () => {
  const { SymbolonError } = await import("@symbolon/protocol");
  gateway.chain.failure = new SymbolonError("E6001", { reason: "away" });
  try {
    const answer = await gateway.graphql(
      `{ order(id: "1") { id settledAt claimableAt } earnings(account: "${PROVIDER}") { balanceWei } }`,
    );
    assert.deepEqual(answer.data, {
      order: { id: "1", settledAt: SETTLED, claimableAt: null },
      earnings: { balanceWei: "41" },
    });
    assert.equal(answer.errors?.[0]?.extensions?.code, "E6001");
  } finally {
    gateway.chain.failure = null;
  }
});
