import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { digestOfDocument } from "@symbolon/protocol";
import { insertDataset, insertOrder, insertRow, insertSettlement } from "../../../test-support/indexRows.ts";
import { openTestGateway, type TestGateway } from "../../../test-support/openTestGateway.ts";
import { catalogueEntry, SCHEMA } from "../../../test-support/testDocuments.ts";

const HASH = `0x${"77".repeat(32)}`;
let gateway: TestGateway;
const otherSchema = { ...SCHEMA, name: "lung cancer" };
const LIST =
  "query ($f: DatasetFilter, $n: Int, $a: String) { datasets(filter: $f, first: $n, after: $a) { totalCount endCursor nodes { id } } }";

before(async () => {
  gateway = await openTestGateway();
  const { database } = gateway;
  const breast = await gateway.pin(catalogueEntry());
  const lung = await gateway.pin(
    catalogueEntry({
      identifier: "lung",
      title: "Lung registry",
      description: "Öffentliches Register",
      keywords: ["lung"],
      schema: otherSchema,
    }),
  );
  await gateway.pin(SCHEMA);
  await gateway.pin(otherSchema);
  await insertDataset(database, 1, { catalogue_digest: breast });
  await insertDataset(database, 2, { catalogue_digest: breast, price_wei: "60", purposes_mask: 16 });
  await insertDataset(database, 10, {
    catalogue_digest: lung,
    schema_digest: digestOfDocument(otherSchema),
    category_code: 2,
    purposes_mask: 0b1000,
  });
  await insertDataset(database, 11, { catalogue_digest: lung, status: "UNLISTED" });
  await database.query("UPDATE subgraph.budget SET available_micro = 5 WHERE id = '2'");
  await insertOrder(database, 1);
  await insertOrder(database, 2, { datasets: ["1"], buyer: `0x${"b2".repeat(20)}` });
  await insertSettlement(database, 1, [{ account: `0x${"a1".repeat(20)}`, kind: "PROVIDER", amountWei: 7n }]);
  const costs = { holder_wei: "1", compute_wei: "2", evaluation_wei: "3", access_body_wei: "4" };
  await insertDataset(database, 12, { catalogue_digest: lung, status: "RETIRED", lane: "EHDS", ...costs });
  const version = { dataset_id: "12", schema_digest: HASH, licence_hash: HASH, consent_root: HASH, ...costs };
  for (const n of [2, 1])
    await insertRow(database, "dataset_version", {
      id: `12-${n}`,
      version: n,
      catalogue_digest: HASH,
      added_rho_micro: String(n),
      published_at: 1_799_000_000 + n,
      published_tx: HASH,
      block_number: 3,
      ...version,
    });
  const movements = [
    ["RESERVED", 2000],
    ["RESERVED", 10],
    ["CHARGED", 100],
    ["RELEASED", 1000],
  ] as const;
  for (const [n, [kind, rhoMicro]] of movements.entries())
    await insertRow(database, "budget_entry", {
      id: `used-${n}`,
      budget_id: "10",
      order_id: n === 1 ? "2" : "1",
      kind,
      rho_micro: String(rhoMicro),
      timestamp: 1_799_000_001,
      block: 4,
      log_index: n,
      tx: HASH,
      block_number: 4,
    });
  gateway.documents.onBlock(3);
  await gateway.documents.settled();
});
after(() => gateway.close());

async function ids(f: Record<string, unknown>, n = 20, a: string | null = null): Promise<string> {
  const answer = await gateway.graphql(LIST, { f, n, a });
  assert.equal(answer.errors, undefined);
  const { nodes } = answer.data!.datasets as { nodes: { id: string }[] };
  return nodes.map(({ id }) => id).join(" ");
}

test("lists listed datasets by number; others on request", async () => {
  assert.equal(await ids({}), "1 2 10");
  assert.equal(await ids({ status: "UNLISTED" }), "11");
  assert.equal(await ids({ status: "' OR true --" }), "");
});

test("filters by every condition, alone and together", async () => {
  assert.equal(await ids({ category: 2 }), "10");
  assert.equal(await ids({ purposesMask: 16 }), "1 2");
  assert.equal(await ids({ purposesMask: 0b0101_0000 }), "1");
  assert.equal(await ids({ maxPriceWei: "60" }), "2");
  assert.equal(await ids({ maxPriceWei: "100000000000000000000" }), "2");
  assert.equal(await ids({ maxPriceWei: "100000000000000000001" }), "1 2 10");
  assert.equal(await ids({ minRhoAvailableMicro: "6" }), "1 10");
  assert.equal(await ids({ schemaDigest: digestOfDocument(otherSchema) }), "10");
  assert.equal(await ids({ purposesMask: 16, minRhoAvailableMicro: "6" }), "1");
});

test("finds words and beginnings of words anywhere in the entry, whatever their case", async () => {
  assert.equal(await ids({ text: "breast" }), "1 2");
  assert.equal(await ids({ text: "BREA canc" }), "1 2");
  assert.equal(await ids({ text: "öffentl" }), "10");
  assert.equal(await ids({ text: "tumour" }), "1 2 10", "a variable's description");
  assert.equal(await ids({ text: "nowhere" }), "");
  assert.equal(await ids({ text: "'; DROP TABLE x; -- & | ! :* (" }), "");
  assert.equal(await ids({ text: "  &|!() " }), "1 2 10", "no words, no condition");
});

test("pages by cursor without gaps", async () => {
  assert.equal(await ids({}, 2), "1 2");
  assert.equal(await ids({}, 2, "2"), "10");
  assert.equal(await ids({}, 2, "10"), "");
});

test("counts facets within the filter", async () => {
  const answer = await gateway.graphql(
    "{ datasets { totalCount facets { categories { value count } purposes { value count } schemas { value count } } } }",
  );
  assert.deepEqual(answer.data!.datasets, {
    totalCount: 3,
    facets: {
      categories: [
        { value: "11", count: 2 },
        { value: "2", count: 1 },
      ],
      purposes: [
        { value: "16", count: 2 },
        { value: "64", count: 1 },
        { value: "8", count: 1 },
      ],
      schemas: [
        { value: digestOfDocument(SCHEMA), count: 2 },
        { value: digestOfDocument(otherSchema), count: 1 },
      ],
    },
  });
});

test("gives a dataset with everything about it", async () => {
  const answer = await gateway.graphql(`{ dataset(id: "1") {
    id provider status lane title description records categoryCode purposesMask licence priceWei version publishedAt
    budget { capMicro reservedMicro spentMicro availableMicro entries { orderId kind rhoMicro timestamp } }
    consent { roots epoch } orders { id } schema } }`);
  assert.equal(answer.errors, undefined);
  assert.deepEqual(answer.data!.dataset, {
    id: "1",
    provider: `0x${"a1".repeat(20)}`,
    status: "LISTED",
    lane: "COMMERCIAL",
    title: "Rotterdam breast cancer cohort",
    description: "Node-positive and node-negative patients.",
    records: 2980,
    categoryCode: 11,
    purposesMask: 80,
    licence: "https://creativecommons.org/licenses/by/4.0/",
    priceWei: "100000000000000000001",
    version: 1,
    publishedAt: 1_799_000_000,
    budget: {
      capMicro: "1000000",
      reservedMicro: "20000",
      spentMicro: "30000",
      availableMicro: "950000",
      entries: [{ orderId: "0", kind: "OPENED", rhoMicro: "1000000", timestamp: 1_799_000_000 }],
    },
    consent: { roots: [`0x${"c0".repeat(32)}`], epoch: "0" },
    orders: [{ id: "2" }, { id: "1" }],
    schema: SCHEMA,
  });
});

test("gives versions, cost lines and consent state, and lists one lane", async () => {
  const answer = await gateway.graphql(`{
    datasets(filter: { lane: "EHDS", status: "RETIRED" }) { nodes {
      id owner lane rowPriceWei renewalBps
      costs { holderWei computeWei evaluationWei accessBodyWei }
      versions { version addedRhoMicro costs { accessBodyWei } publishedAt }
      budget { perBuyerMicro }
      consent { grantsCount pendingCount withdrawalsCount suspended optOutRoots }
    } } }`);
  assert.equal(answer.errors, undefined);
  assert.deepEqual(answer.data!.datasets, {
    nodes: [
      {
        id: "12",
        owner: `0x${"a1".repeat(20)}`,
        lane: "EHDS",
        rowPriceWei: "7",
        renewalBps: 1000,
        costs: { holderWei: "1", computeWei: "2", evaluationWei: "3", accessBodyWei: "4" },
        versions: [1, 2].map((n) => ({
          version: n,
          addedRhoMicro: String(n),
          costs: { accessBodyWei: "4" },
          publishedAt: 1_799_000_000 + n,
        })),
        budget: { perBuyerMicro: "400000" },
        consent: { grantsCount: 0, pendingCount: 0, withdrawalsCount: 0, suspended: false, optOutRoots: [] },
      },
    ],
  });
});

test("counts what one buyer has used of a budget: reserved and charged, not what was released", async () => {
  const used = async (buyer: string) => {
    const answer = await gateway.graphql(
      `query ($b: Bytes!) { dataset(id: "10") { budget { usedMicro(buyer: $b) } } }`,
      { b: buyer },
    );
    return (answer.data!.dataset as { budget: { usedMicro: string } }).budget.usedMicro;
  };
  // 2000 reserved, of which 100 were charged and 1000 released.
  assert.equal(await used(`0x${"B1".repeat(20)}`), "1000");
  assert.equal(await used(`0x${"b2".repeat(20)}`), "10");
  assert.equal(await used(`0x${"b3".repeat(20)}`), "0");
});

test("gives null for what is not there", async () => {
  for (const id of ["99", "0", "x", "1e1", "9".repeat(200)]) {
    const answer = await gateway.graphql(
      "query ($id: ID!) { dataset(id: $id) { id } order(id: $id) { id } }",
      { id },
    );
    assert.deepEqual(answer, { data: { dataset: null, order: null } });
  }
});

test("gives orders newest first, of one buyer in any letter case, with datasets in their order", async () => {
  const answer = await gateway.graphql(
    `query ($b: Bytes) { orders(buyer: $b) { id totalWei datasets { id } job { state history { state } } payouts { kind amountWei } } }`,
    { b: `0x${"B1".repeat(20)}` },
  );
  assert.deepEqual(answer.data!.orders, [
    {
      id: "1",
      totalWei: "160000000000000000001",
      datasets: [{ id: "1" }, { id: "2" }],
      job: { state: "REQUESTED", history: [{ state: "REQUESTED" }] },
      payouts: [{ kind: "PROVIDER", amountWei: "7" }],
    },
  ]);
  const all = await gateway.graphql("{ orders { id } }");
  assert.deepEqual(all.data!.orders, [{ id: "2" }, { id: "1" }]);
});

test("asks the database a fixed number of times, however many datasets a page has", async () => {
  const statements = async (first: number) => {
    const { query } = gateway.database;
    let count = 0;
    gateway.database.query = (sql, params) => {
      count += 1;
      return query(sql, params);
    };
    try {
      const answer = await gateway.graphql(
        "query ($n: Int) { datasets(first: $n) { nodes { title schema catalogue budget { availableMicro entries { kind } } consent { epoch } orders { job { state } } } } }",
        { n: first },
      );
      assert.equal(answer.errors, undefined);
    } finally {
      gateway.database.query = query;
    }
    return count;
  };
  assert.equal(await statements(3), await statements(1));
});

test("empty market: totals are zero, unknown accounts have nothing", async () => {
  const answer = await gateway.graphql(
    `{ stats { datasets orders volumeWei rowsDelivered renewals disputes permits } fees { treasury } thresholds { tvd1Bps }
       rewardBalance(account: "0x${"00".repeat(20)}") workers { id } }`,
  );
  assert.deepEqual(answer.data, {
    stats: {
      datasets: 0,
      orders: 0,
      volumeWei: "0",
      rowsDelivered: "0",
      renewals: 0,
      disputes: 0,
      permits: 0,
    },
    fees: null,
    thresholds: [],
    rewardBalance: "0",
    workers: [],
  });
});
