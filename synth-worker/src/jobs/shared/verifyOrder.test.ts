import assert from "node:assert/strict";
import { test } from "node:test";
import {
  attestUse,
  digestOfDocument,
  type ErrorCode,
  type Hex,
  type HighFidelityOrderSpec,
  type OrderSpec,
  type OrderTerms,
  type PrivateOrderSpec,
  StatisticsOrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { orderBudget } from "../../privacy/orderBudget.ts";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";
import { TEST_SCHEMA } from "../test-support/hospitalFiles.ts";
import type { Chain } from "./chain.ts";
import { checkBasis } from "./checkBasis.ts";
import { checkBudget } from "./checkBudget.ts";
import type { ContentStore } from "./contentStore.ts";
import type { Job } from "./readJob.ts";
import type { Order } from "./readOrder.ts";
import { verifyOrder } from "./verifyOrder.ts";

const PROVIDER = `0x${"aa".repeat(20)}` as const;
const BUYER = `0x${"bb".repeat(20)}` as const;
const KEY = `0x${"cc".repeat(32)}` as Hex;

const goodSpec: PrivateOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1", "2"],
  schemaDigest: digestOfDocument(TEST_SCHEMA),
  engine: "fixed",
  rows: 10,
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: orderBudget(1, 1e-6).rhoMicro.toString(),
  workload: TEST_SCHEMA.pairs,
  patients: 2000,
  mostPatients: 2047,
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
    version: 1n,
  }),
  budgetOf: () => ({ reservedMicro: BigInt(goodSpec.rhoMicro) }),
  consentEpoch: () => 3n,
  requireActive: () => 3n,
  isDead: () => false,
  requireCurrent: () => undefined,
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

const termsOf = (spec: OrderSpec): OrderTerms => ({
  buyer: BUYER,
  rhoMicro: BigInt(spec.rhoMicro),
  rows: BigInt(spec.rows),
  purpose: BigInt(spec.purpose),
  accessSeconds: 60n,
  deadline: 10n,
  permitVersion: 0n,
  permitId: 0n,
  specDigest: digestOfDocument(spec),
  buyerKey: spec.buyerKey,
  totalWei: 2n,
  workersWei: 0n,
  evaluatorWei: 0n,
  treasuryWei: 0n,
  renewalWei: 0n,
  treasury: PROVIDER,
  datasetIds: spec.datasetIds.map(BigInt),
  versions: spec.datasetIds.map(() => 1n),
  pricesWei: spec.datasetIds.map(() => 1n),
  providers: spec.datasetIds.map(() => PROVIDER),
});
const orderOf = (spec: OrderSpec, change: Partial<OrderTerms> = {}): Order => ({
  orderId: 9n,
  status: "ESCROWED",
  terms: { ...termsOf(spec), ...change },
  settlement: null,
});

test("an order that says what its spec says is accepted, with the plan of its computation", async () => {
  const verified = await verifyOrder(chainOf(goodFacts), storeOf(goodSpec, TEST_SCHEMA), orderOf(goodSpec));
  assert.ok(verified.releaseClass === "private");
  const cells = verified.plan.cliques.map((clique) => clique.cells);
  assert.deepEqual(cells, [3, 2, 3, 9, 6]);
  assert.deepEqual(
    verified.datasets.map((dataset) => dataset.provider),
    [PROVIDER, PROVIDER],
  );
});

test("Art. 54: a job under a permit runs only with the attestation of that job, one without a permit only without", async () => {
  const job = { chainId: 31337, account: BUYER, permitId: 7n, datasetIds: [1n, 2n], purpose: 16n };
  const verify = (spec: OrderSpec, permitId: bigint) =>
    verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec, { permitId }));
  const attested: OrderSpec = { ...goodSpec, useAttestation: attestUse(job) };
  assert.equal((await verify(attested, 7n)).releaseClass, "private");
  await assert.rejects(verify(goodSpec, 7n), /E4006 .*does not attest/);
  await assert.rejects(verify(attested, 8n), /E4006 .*another job/);
  await assert.rejects(verify(attested, 0n), /E4006 .*only an order under a permit/);
});

test("a refused spec says what to change, with the code that the buyer would have seen", async () => {
  const spec: OrderSpec = { ...goodSpec, engine: "fixed", cohort: [{ column: "age", from: 45 }] };
  const act = verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec));
  await assert.rejects(act, /E4006 .*E2014 The condition on age cuts a bin at 45\. Use 40 or 60/);
});

test("three columns are planned after the others", async () => {
  const spec: OrderSpec = { ...goodSpec, engine: "fixed", workload: [["age", "sex", "stage"]] };
  const verified = await verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec));
  assert.ok(verified.releaseClass === "private");
  assert.equal(verified.plan.cliques.at(-1)!.cells, 18);
});

const dataset = (change: object): Facts => ({
  ...goodFacts,
  datasetOf: (id) => ({ ...(goodFacts.datasetOf!(id) as object), ...change }),
});
const cases: [
  string,
  ErrorCode,
  { spec?: Partial<PrivateOrderSpec>; terms?: Partial<OrderTerms>; facts?: Facts },
][] = [
  ["a spec for another chain", "E4006", { spec: { chainId: 1 } }],
  ["other datasets on chain than in the spec", "E4006", { terms: { datasetIds: [1n] } }],
  ["other rows on chain than in the spec", "E4006", { terms: { rows: 11n } }],
  ["another rho on chain than in the spec", "E4006", { terms: { rhoMicro: 5n } }],
  ["another buyer key on chain than in the spec", "E4006", { terms: { buyerKey: `0x${"dd".repeat(32)}` } }],
  ["another purpose on chain than in the spec", "E4006", { terms: { purpose: 32n } }],
  ["two purposes at once", "E4006", { spec: { purpose: 48 } }],
  [
    "a rho one micro-unit above what epsilon and delta allow",
    "E4006",
    { spec: { rhoMicro: (BigInt(goodSpec.rhoMicro) + 1n).toString() } },
  ],
  ["a rho of zero", "E4006", { spec: { rhoMicro: "0" } }],
  ["a pair that is not in the schema", "E4006", { spec: { workload: [["age", "shoe"]] } }],
  [
    "a pair that repeats",
    "E4006",
    {
      spec: {
        workload: [
          ["age", "sex"],
          ["sex", "age"],
        ],
      },
    },
  ],
  ["more datasets wanted than named", "E4006", { spec: { leastDatasets: 3 } }],
  ["a delta too small for coins", "E4006", { spec: { engine: "aim", epsilon: 20 } }],
  ["a cohort that cuts a bin", "E4006", { spec: { engine: "fixed", cohort: [{ column: "age", from: 45 }] } }],
  ["a column of the file that is not in the schema", "E4006", { spec: { columns: ["shoe"] } }],
  ["a purpose the dataset does not allow", "E3003", { facts: dataset({ purposesMask: 8n }) }],
  ["a dataset with another schema", "E4006", { facts: dataset({ schemaDigest: KEY }) }],
  ["a buyer who provides a dataset", "E4006", { terms: { providers: [PROVIDER, BUYER] } }],
  ["a dataset with newer data than was sold", "E4006", { facts: dataset({ version: 2n }) }],
  ["a dataset that does not exist", "E2006", { facts: dataset({ status: 0n }) }],
  ["a spec with a field too many", "E1006", { spec: { extra: 1 } as Partial<PrivateOrderSpec> }],
];
for (const [what, code, { spec: change = {}, terms = {}, facts = goodFacts }] of cases) {
  test(`${code} for ${what}`, async () => {
    const spec = { ...goodSpec, ...change };
    const act = verifyOrder(chainOf(facts), storeOf(spec, TEST_SCHEMA), orderOf(spec, terms));
    await assert.rejects(act, { code });
  });
}

const fileSpec: HighFidelityOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: digestOfDocument(TEST_SCHEMA),
  engine: "high-fidelity",
  rows: 10,
  rhoMicro: "1",
  cohort: [{ column: "sex", in: ["f"] }],
  purpose: 16,
  buyerKey: KEY,
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
};

test("a high-fidelity order has no tables; under a data permit, with another mark or of two datasets it is refused", async () => {
  const look = (spec: object, change: Partial<OrderTerms> = {}) => {
    const order = orderOf(spec as OrderSpec, change);
    return verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), order);
  };
  const verified = await look(fileSpec);
  assert.equal(verified.releaseClass, "high-fidelity");
  assert.equal("layout" in verified, false);
  await assert.rejects(look(fileSpec, { permitId: 7n, permitVersion: 1n }), { code: "E4006" });
  await assert.rejects(look(fileSpec, { rhoMicro: 2n }), { code: "E4006" });
  await assert.rejects(look({ ...fileSpec, rhoMicro: "2" }), { code: "E1006" });
  await assert.rejects(look({ ...fileSpec, epsilon: 1 }), { code: "E1006" });
  await assert.rejects(look({ ...fileSpec, datasetIds: ["1", "2"] }), { code: "E1006" });
});

test("Art. 73(2): under a permit nothing leaves that is not differentially private, attested or not", async () => {
  const look = (spec: OrderSpec, permitId: bigint) =>
    verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec, { permitId }));
  const of = (datasetIds: readonly bigint[]) =>
    attestUse({ chainId: 31337, account: BUYER, permitId: 7n, datasetIds, purpose: 16n });
  const outputs: readonly OrderSpec[] = [
    { ...fileSpec, useAttestation: of([1n]) },
    statistic({ useAttestation: of([1n, 2n, 3n]) }),
  ];
  for (const spec of outputs) await assert.rejects(look(spec, 7n), /E4006 .*only differentially private/);
  const { useAttestation: _, ...file } = outputs[0]!;
  assert.equal((await look(file as OrderSpec, 0n)).releaseClass, "high-fidelity");
});

test("a dataset sold since keeps its seller as provider, whoever owns it now", async () => {
  const facts = dataset({ provider: BUYER });
  const verified = await verifyOrder(chainOf(facts), storeOf(goodSpec, TEST_SCHEMA), orderOf(goodSpec));
  assert.deepEqual(
    verified.datasets.map(({ provider }) => provider),
    [PROVIDER, PROVIDER],
  );
});

test("a budget that is not reserved on one dataset, or an order without escrow, is E4006", async () => {
  const order = orderOf(goodSpec);
  await checkBudget(chainOf(goodFacts), order);
  const { rhoMicro } = order.terms;
  const facts: Facts = {
    ...goodFacts,
    budgetOf: (id) => ({ reservedMicro: id === 2n ? rhoMicro - 1n : rhoMicro }),
  };
  await assert.rejects(checkBudget(chainOf(facts), order), { code: "E4006" });
  await assert.rejects(checkBudget(chainOf(goodFacts), { ...order, status: "REFUNDED" }), { code: "E4006" });
});

const job = { record: { consentEpochs: [3n, 3n] } } as unknown as Job;

test("a consent epoch other than the pinned one is E3002", async () => {
  const order = orderOf(goodSpec);
  await checkBasis(chainOf(goodFacts), order, job);
  const facts: Facts = { ...goodFacts, consentEpoch: (id) => (id === 2n ? 4n : 3n) };
  await assert.rejects(checkBasis(chainOf(facts), order, job), { code: "E3002" });
});

test("a suspended dataset is waited for, unless a consent was withdrawn too", async () => {
  const order = orderOf(goodSpec);
  const facts: Facts = {
    ...goodFacts,
    requireActive: (id) => {
      if (id !== 2n) return 3n;
      throw new SymbolonError("E6003", { reason: "-", error: "ConsentBasisInactive", advice: "-" });
    },
  };
  const waiting = { code: "E4008", retryable: true };
  await assert.rejects(checkBasis(chainOf(facts), order, job), waiting);
  await assert.rejects(checkBasis(chainOf(facts), order, null), waiting);
  const stale: Facts = { ...facts, consentEpoch: () => 4n };
  await assert.rejects(checkBasis(chainOf(stale), order, job), { code: "E3002" });
});

test("under a permit consent epochs say nothing; a dead permit is E3005, a suspended one is waited for", async () => {
  const order = orderOf(goodSpec, { permitId: 7n, permitVersion: 1n });
  const facts: Facts = { ...goodFacts, consentEpoch: () => 99n };
  await checkBasis(chainOf(facts), order, job);
  const dead = chainOf({ ...facts, isDead: (id, version) => id === 7n && version === 1n });
  await assert.rejects(checkBasis(dead, order, job), { code: "E3005", retryable: false });
  const suspended = chainOf({
    ...facts,
    requireCurrent: () => {
      throw new SymbolonError("E6003", { reason: "-", error: "PermitNotValid", advice: "-" });
    },
  });
  await assert.rejects(checkBasis(suspended, order, job), { code: "E4008", retryable: true });
});

/** A statistic over the same datasets; `change` alters its spec. */
const statistic = (change: object): StatisticsOrderSpec =>
  StatisticsOrderSpec.parse({
    format: "symbolon-order/3",
    engine: "statistics",
    chainId: 31337,
    datasetIds: ["1", "2", "3"],
    schemaDigest: goodSpec.schemaDigest,
    rows: 1,
    rhoMicro: "1",
    purpose: 16,
    buyerKey: KEY,
    request: { statistic: "table", by: [{ column: "sex", levels: ["f", "m"] }] },
    release: { kind: "aggregate" },
    ...change,
  });
const release = { kind: "private", epsilon: 1, delta: 1e-6 };
const allowed = rhoMicroFor(1, 1e-6);

test("a statistic is accepted: an aggregate in the commercial lane, a private one under a permit too", async () => {
  const verify = (spec: StatisticsOrderSpec, change: Partial<OrderTerms> = {}) =>
    verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec, change));
  assert.equal((await verify(statistic({}))).releaseClass, "statistics");
  const job = { chainId: 31337, account: BUYER, permitId: 4n, datasetIds: [1n, 2n, 3n], purpose: 16n };
  const secret = statistic({ release, rhoMicro: String(allowed), useAttestation: attestUse(job) });
  assert.equal((await verify(secret, { permitId: 4n })).releaseClass, "statistics");
});

for (const [name, change, terms, reason] of [
  ["an aggregate under a data permit", {}, { permitId: 4n }, /only differentially private/],
  ["more rho than epsilon and delta allow", { release, rhoMicro: String(allowed + 1n) }, {}, /is above/],
  ["no rho at all", { release, rhoMicro: "0" }, {}, /rho is zero/],
  [
    "a level that the schema does not have",
    { request: { statistic: "table", by: [{ column: "sex", levels: ["x"] }] } },
    {},
    /no level of sex/,
  ],
] as const)
  test(`a statistic with ${name} is refused: E4006`, async () => {
    const spec = statistic(change);
    await assert.rejects(
      verifyOrder(chainOf(goodFacts), storeOf(spec, TEST_SCHEMA), orderOf(spec, terms)),
      (error) => error instanceof SymbolonError && error.code === "E4006" && reason.test(error.message),
    );
  });
