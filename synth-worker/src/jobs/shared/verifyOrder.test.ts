import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOfDocument, type ErrorCode, type Hex, type OrderSpec } from "@symbolon/protocol";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";
import { TEST_SCHEMA } from "../test-support/hospitalFiles.ts";
import type { Chain } from "./chain.ts";
import { checkConsent } from "./checkConsent.ts";
import { checkReservation } from "./checkReservation.ts";
import type { ContentStore } from "./contentStore.ts";
import type { Job } from "./readJob.ts";
import type { Order } from "./readOrder.ts";
import { verifyOrder } from "./verifyOrder.ts";

const PROVIDER = `0x${"aa".repeat(20)}` as const;
const BUYER = `0x${"bb".repeat(20)}` as const;
const KEY = `0x${"cc".repeat(32)}` as Hex;

const goodSpec: OrderSpec = {
  format: "symbolon-order/1",
  chainId: 31337,
  datasetIds: ["1", "2"],
  schemaDigest: digestOfDocument(TEST_SCHEMA),
  engine: "tree",
  rows: 10,
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: rhoMicroFor(1, 1e-6).toString(),
  pairs: TEST_SCHEMA.pairs,
  purpose: 16,
  buyerKey: KEY,
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
};

/** What the chain answers, by contract method. */
type Facts = Readonly<Record<string, (id: bigint, ...more: unknown[]) => unknown>>;

const goodFacts: Facts = {
  datasetOf: () => ({
    status: 1n,
    provider: PROVIDER,
    schemaDigest: goodSpec.schemaDigest,
    purposesMask: 16n,
  }),
  reservationOf: () => BigInt(goodSpec.rhoMicro),
  consentEpoch: () => 3n,
};

const chainOf = (facts: Facts) =>
  ({
    chainId: 31337,
    read: async (_: string, method: string, ...args: [bigint]) => facts[method]!(...args),
  }) as unknown as Chain;

const storeOf = (...documents: unknown[]) =>
  ({
    document: async (digest: Hex) => documents.find((document) => digestOfDocument(document) === digest),
  }) as unknown as ContentStore;

const orderOf = (spec: OrderSpec): Order => ({
  orderId: 9n,
  buyer: BUYER,
  status: "ESCROWED",
  rhoMicro: BigInt(spec.rhoMicro),
  deadline: 10n,
  purpose: spec.purpose,
  rows: spec.rows,
  specDigest: digestOfDocument(spec),
  buyerKey: spec.buyerKey,
  datasetIds: spec.datasetIds.map(BigInt),
});

test("an order that says what its spec says is accepted, with the layout of its pairs", async () => {
  const verified = await verifyOrder(chainOf(goodFacts), storeOf(goodSpec, TEST_SCHEMA), orderOf(goodSpec));
  assert.equal(verified.layout.length, 3 + 2 + 3 + 9 + 6);
  assert.deepEqual(
    verified.datasets.map((dataset) => dataset.provider),
    [PROVIDER, PROVIDER],
  );
});

const dataset = (change: object): Facts => ({
  ...goodFacts,
  datasetOf: (id) => ({ ...(goodFacts.datasetOf!(id) as object), ...change }),
});
const cases: [string, ErrorCode, { spec?: Partial<OrderSpec>; order?: Partial<Order>; facts?: Facts }][] = [
  ["a spec for another chain", "E4006", { spec: { chainId: 1 } }],
  ["other datasets on chain than in the spec", "E4006", { order: { datasetIds: [1n] } }],
  ["other rows on chain than in the spec", "E4006", { order: { rows: 11 } }],
  ["another rho on chain than in the spec", "E4006", { order: { rhoMicro: 5n } }],
  ["another buyer key on chain than in the spec", "E4006", { order: { buyerKey: `0x${"dd".repeat(32)}` } }],
  ["another purpose on chain than in the spec", "E4006", { order: { purpose: 32 } }],
  ["two purposes at once", "E4006", { spec: { purpose: 48 } }],
  [
    "a rho one micro-unit above what epsilon and delta allow",
    "E4006",
    { spec: { rhoMicro: (rhoMicroFor(1, 1e-6) + 1n).toString() } },
  ],
  ["a rho of zero", "E4006", { spec: { rhoMicro: "0" } }],
  ["a pair that is not in the schema", "E4006", { spec: { pairs: [["age", "shoe"]] } }],
  [
    "a pair that repeats",
    "E4006",
    {
      spec: {
        pairs: [
          ["age", "sex"],
          ["sex", "age"],
        ],
      },
    },
  ],
  ["a purpose the dataset does not allow", "E3003", { facts: dataset({ purposesMask: 8n }) }],
  ["a dataset with another schema", "E4006", { facts: dataset({ schemaDigest: KEY }) }],
  ["a buyer who provides a dataset", "E4006", { facts: dataset({ provider: BUYER }) }],
  ["a dataset that does not exist", "E2006", { facts: dataset({ status: 0n }) }],
  ["a spec with a field too many", "E1006", { spec: { extra: 1 } as Partial<OrderSpec> }],
];
for (const [what, code, { spec: change = {}, order = {}, facts = goodFacts }] of cases) {
  test(`${code} for ${what}`, async () => {
    const spec = { ...goodSpec, ...change };
    const act = verifyOrder(chainOf(facts), storeOf(spec, TEST_SCHEMA), { ...orderOf(spec), ...order });
    await assert.rejects(act, { code });
  });
}

test("a reservation that is missing or smaller on one dataset is E4006", async () => {
  const order = orderOf(goodSpec);
  await checkReservation(chainOf(goodFacts), order);
  const facts: Facts = { ...goodFacts, reservationOf: (id) => (id === 2n ? 1n : order.rhoMicro) };
  await assert.rejects(checkReservation(chainOf(facts), order), { code: "E4006" });
});

test("a consent epoch other than the pinned one is E3002", async () => {
  const order = orderOf(goodSpec);
  const job = { consentEpochs: [3n, 3n] } as unknown as Job;
  await checkConsent(chainOf(goodFacts), order, job);
  const facts: Facts = { ...goodFacts, consentEpoch: (id) => (id === 2n ? 4n : 3n) };
  await assert.rejects(checkConsent(chainOf(facts), order, job), { code: "E3002" });
});
