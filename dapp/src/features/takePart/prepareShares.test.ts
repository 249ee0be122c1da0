import assert from "node:assert/strict";
import { test } from "node:test";
import {
  consentLeaf,
  type DatasetSchema,
  digestOfBytes,
  digestOfDocument,
  EMPTY_JOB,
  fromHex,
  type Hex,
  type HpkeKeyPair,
  hpkeOpen,
  type JobHistory,
  makeHpkeKeyPair,
  merkleTree,
  type OrderRecord,
  type OrderTerms,
  type PrivateOrderSpec,
  shareContext,
} from "@symbolon/protocol";
import { holdoutSplit, optOutRoot, planOfOrder } from "@symbolon/synth-worker/upload";
import { countPatients } from "./countPatients.ts";
import { excludedRows } from "./excludedRows.ts";
import { prepareShares, type UploadSource } from "./prepareShares.ts";
import { type PickedFiles, readHospitalFiles } from "./readHospitalFiles.ts";

const account = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const word = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [0, 40, 100] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
  ],
  pairs: [["age", "sex"]],
};
const ROWS = 400;
const isOld = (row: number) => row % 5 === 0;
const isMan = (row: number) => row % 3 === 0;
const csv = `id,years,sex\n${Array.from({ length: ROWS }, (_, row) => `P${row},${isOld(row) ? 70 : 30},${isMan(row) ? "m" : "f"}\n`).join("")}`;
const config = {
  format: "symbolon-provider/1",
  title: "Hospital",
  description: "Records made by a formula",
  publisher: "Hospital",
  contact: "data@hospital.example",
  file: "records.csv",
  schema: "schema.json",
  priceWei: "1",
  rhoCapMicro: "1000000",
  purposes: ["SCIENTIFIC_RESEARCH"],
  category: 1,
  licence: "https://creativecommons.org/licenses/by/4.0/",
  catalogue: {
    hdab: { name: "HDAB", page: "https://hdab.example/" },
    populationCoverage: "None",
    legalBasis: "Consent",
    provenance: "A formula",
    accessUrl: "https://symbolon.example/",
  },
  source: { id: "text", years: "number", sex: "text" },
  columns: { age: { sql: "years" }, sex: { sql: "sex" } },
};
const consents = Array.from({ length: ROWS }, (_, row) => ({
  row,
  subject: `P${row}`,
  given: "2026-01-01T00:00:00.000Z",
  salt: word(row + 1),
  recordHash: word(row + 10_000),
  consentKey: account(row + 100),
  privateKey: word(row + 20_000),
  nullifier: word(row + 30_000),
  leafIndex: ROWS - 1 - row,
}));
const leaves: Hex[] = [];
for (const consent of consents) leaves[consent.leafIndex] = consentLeaf(consent);
const book = {
  format: "symbolon-consent-book/1",
  fileDigest: digestOfBytes(new TextEncoder().encode(csv)).slice(2),
  holdoutSecret: word(99),
  root: merkleTree(leaves).root,
  consents,
};
const picked = (change: { csv?: string; config?: object; book?: object } = {}): PickedFiles => ({
  config: new File([JSON.stringify({ ...config, ...change.config })], "provider.json"),
  records: new File([change.csv ?? csv], "records.csv"),
  consents: new File([JSON.stringify({ ...book, ...change.book })], "consents.json"),
  optOuts: null,
});

const keys: HpkeKeyPair[] = await Promise.all([1, 2, 3].map(() => makeHpkeKeyPair()));
const nodes = [11, 12, 13].map(account) as unknown as JobHistory["claimedNodes"];
const spec: PrivateOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1"],
  schemaDigest: digestOfDocument(schema),
  engine: "fixed",
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: "10000",
  workload: [["age", "sex"]],
  patients: ROWS,
  mostPatients: 511,
  rows: 50,
  purpose: 16,
  buyerKey: word(6),
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
};
const termsOf = (used: PrivateOrderSpec): OrderTerms => ({
  buyer: account(1),
  rhoMicro: 10_000n,
  rows: 50n,
  purpose: 16n,
  accessSeconds: 3600n,
  deadline: 1_000_000n,
  permitVersion: 0n,
  permitId: 0n,
  specDigest: digestOfDocument(used),
  buyerKey: word(6),
  totalWei: 100n,
  workersWei: 12n,
  evaluatorWei: 5n,
  treasuryWei: 3n,
  renewalWei: 10n,
  treasury: account(9),
  datasetIds: [1n],
  versions: [1n],
  pricesWei: [100n],
  providers: [account(2)],
});
const withdrawn = [4, 7];
/** A market in which order 7 is claimed and all is well. */
const source = (change: Partial<UploadSource> & { spec?: PrivateOrderSpec } = {}): UploadSource => {
  const used = change.spec ?? spec;
  const order: OrderRecord = {
    orderId: 7n,
    clientOrderId: word(1),
    status: "ESCROWED",
    terms: termsOf(used),
    settlement: null,
  };
  const record = { ...EMPTY_JOB, claimedAt: 5n, nodes, consentEpochs: [2n] };
  const job: JobHistory = {
    state: "CLAIMED",
    record,
    claimedNodes: nodes,
    replacements: [],
    failReason: "NONE",
  };
  const documents = new Map<Hex, unknown>([
    [digestOfDocument(used), used],
    [digestOfDocument(schema), schema],
  ]);
  const answers: Record<string, (args: readonly unknown[]) => unknown> = {
    datasetOf: () => ({ version: 1, purposesMask: 16, schemaDigest: digestOfDocument(schema) }),
    requireActive: () => 2n,
    consentEpoch: () => 2n,
    isRoot: ([, root]) => root === book.root,
    budgetOf: () => ({ reservedMicro: 10_000n }),
    isActive: () => true,
    workerOf: ([node]) => {
      const i = nodes.indexOf(node as Hex);
      return { endpoint: `http://node${i}.example`, hpkeKey: keys[i]!.publicKey };
    },
  };
  return {
    chainId: 31337,
    order: async () => ({ order, job }),
    document: async (digest) => documents.get(digest),
    read: async <T>(_contract: string, name: string, args: readonly unknown[]) => answers[name]!(args) as T,
    consentEvents: async () => ({
      withdrawn: new Set(withdrawn.map((row) => consents[row]!.nullifier)),
      optOutRoots: new Map(),
    }),
    ...change,
  };
};

test("a claimed order gives three packages, each for one node, that open with that node's key", async () => {
  const { key, shares } = await prepareShares(source(), account(2), picked());
  assert.match(key, /^31337\/7\/[0-9a-f]{16}\/1$/);
  assert.deepEqual(
    shares.packages.map(({ node, endpoint }) => [node, endpoint]),
    nodes.map((node, i) => [node, `http://node${i}.example`]),
  );
  assert.deepEqual(shares.delivered, []);
  for (const [i, { node, message }] of shares.packages.entries()) {
    const context = shareContext(31337, 7n, 1n, node);
    await hpkeOpen(keys[i]!.privateKey, fromHex(message.sealed), context);
    await assert.rejects(hpkeOpen(keys[(i + 1) % 3]!.privateKey, fromHex(message.sealed), context), {
      code: "E5003",
    });
  }
});

test("what is counted is everyone but held-out and withdrawn patients", async () => {
  const files = await readHospitalFiles(picked(), schema);
  const excluded = excludedRows(files, await source().consentEvents(1n), null);
  const plan = planOfOrder(spec, { orderId: 7n, schema })!;
  const ids = { orderId: 7n, datasetId: 1n };
  const { counts, patients } = countPatients({ plan, spec, schema, ...ids, files, excluded });
  const holdout = holdoutSplit(ROWS, fromHex(word(99)));
  const counted = [...holdout.keys()].filter((row) => holdout[row] === 0 && !withdrawn.includes(row));
  assert.ok(
    withdrawn.some((row) => holdout[row] === 0),
    "one of those withdrawn would have counted",
  );
  assert.equal(patients, counted.length);
  const old = counted.filter(isOld).length;
  const men = counted.filter(isMan).length;
  const both = counted.filter((row) => isOld(row) && isMan(row)).length;
  const [oneAge, oneSex] = [
    [patients - old, old],
    [patients - men, men],
  ];
  const pair = [patients - old - men + both, men - both, old - both, both];
  assert.deepEqual([...counts], [...oneAge!, ...oneSex!, ...pair]);
});

test("files that do not belong together, or to the dataset, are E1006", async () => {
  const refused = async (files: PickedFiles, code = "E1006") =>
    assert.rejects(prepareShares(source(), account(2), files), { code });
  await refused(picked({ csv: `${csv}P400,30,f\n` }));
  await refused(picked({ book: { root: word(1) } }));
  await refused(picked({ book: { format: "symbolon-consent-book/2" } }));
  await refused(picked({ config: { columns: { age: { sql: "years" } } } }));
  await refused(picked({ csv: csv.replace("P0,70,m", "P0,,m") }), "E1008");
  await refused({ ...picked(), config: new File(["no"], "x.json") }, "E1005");
  const foreign = source({
    read: async <T>(c: string, name: string, args: readonly unknown[]) =>
      name === "isRoot" ? (false as T) : source().read<T>(c as "consentRegistry", name, args),
  });
  await assert.rejects(prepareShares(foreign, account(2), picked()), { code: "E1006" });
});

test("an account that provides none of the datasets, another state and a spec that was not paid for are refused", async () => {
  await assert.rejects(prepareShares(source(), account(3), picked()), { code: "E4006" });
  const { order, job } = await source().order();
  const measured = source({ order: async () => ({ order, job: { ...job, state: "MEASURED" } }) });
  await assert.rejects(prepareShares(measured, account(2), picked()), { code: "E2010" });
  const other = source({ document: async () => ({ ...spec, rows: 51 }) });
  await assert.rejects(prepareShares(other, account(2), picked()), { code: "E4006" });
});

test("a withdrawal mined while it was counted stops it before anything is drawn", async () => {
  let epoch = 2n;
  const base = source();
  const moving = source({
    read: async <T>(contract: string, name: string, args: readonly unknown[]) =>
      name === "consentEpoch" ? (epoch as T) : base.read<T>(contract as "consentRegistry", name, args),
    consentEvents: async () => {
      epoch = 3n;
      return base.consentEvents(1n);
    },
  });
  await assert.rejects(prepareShares(moving, account(2), picked()), { code: "E3002" });
});

test("a cohort with too few held-out records is E2016, and too many patients are E4006", async () => {
  const few = { ...spec, cohort: [{ column: "age", from: 40 }] };
  await assert.rejects(prepareShares(source({ spec: few }), account(2), picked()), { code: "E2016" });
  await assert.rejects(
    prepareShares(source({ spec: { ...spec, mostPatients: 200 } }), account(2), picked()),
    {
      code: "E4006",
    },
  );
});

test("under a permit the pinned opt-out list decides who is left out, and without it nothing is counted", async () => {
  const files = await readHospitalFiles(picked(), schema);
  const entries = [{ row: 3, subject: "P3", salt: word(5) }];
  const root = optOutRoot(entries);
  const events = { withdrawn: new Set<Hex>(), optOutRoots: new Map([[1n, root]]) };
  assert.equal(
    excludedRows(files, events, 0n).reduce((sum, flag) => sum + flag, 0),
    0,
  );
  assert.throws(() => excludedRows(files, events, 1n), { code: "E4010" });
  const optOuts = { format: "symbolon-opt-outs/1" as const, lists: [{ root, entries }] };
  const flags = excludedRows({ ...files, optOuts }, events, 1n);
  assert.deepEqual(
    [...flags.keys()].filter((row) => flags[row] === 1),
    [3],
  );
  const forged = { ...optOuts, lists: [{ root, entries: [{ ...entries[0]!, row: 4, subject: "P4" }] }] };
  assert.throws(() => excludedRows({ ...files, optOuts: forged }, events, 1n), { code: "E4010" });
});
