import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  buildCatalogueEntry,
  type DatasetSchema,
  digestOfDocument,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  OrderSpec,
} from "@symbolon/protocol";
import { orderBudget } from "@symbolon/synth-worker/accounting";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { list } from "./list.ts";
import { type OrderOptions, order } from "./order.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "two",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2"] },
  ],
  pairs: [["age", "grade"]],
};
const withPatients: DatasetSchema = {
  ...schema,
  related: { standard: "OMOP-CDM-5.4", tables: ["measurement"], mostRows: 50 },
};
const entryOf = (offersHighFidelity: boolean) =>
  buildCatalogueEntry({
    identifier: `test-${offersHighFidelity}`,
    title: "Test",
    description: "Test",
    keywords: ["test"],
    publisher: { name: "A", contact: { email: "a@a.example" } },
    hdab: { name: "B", contact: { page: "https://b.example/" } },
    categoryCode: 1,
    purposesMask: 16,
    records: 1000,
    populationCoverage: "-",
    legalBasis: "-",
    provenance: "-",
    schema,
    licence: "https://l.example/",
    accessUrl: "https://m.example/",
    offersHighFidelity,
  });

/** A gateway with dataset 1, which offers private files only, dataset 2, which offers both kinds, 3 without an entry, and 4 with tables over time. */
const datasets = ["1", "2", "3", "4"].map((id) => ({
  id,
  title: `Dataset ${id}`,
  records: 1000,
  lane: "COMMERCIAL",
  priceWei: "1",
  rowPriceWei: "0",
  renewalBps: 0,
  purposesMask: 16,
  schemaDigest: digestOfDocument(id === "4" ? withPatients : schema),
  schema: id === "4" ? withPatients : schema,
  status: "LISTED",
  catalogue: id === "3" ? null : entryOf(id === "2" || id === "4"),
  budget: { availableMicro: "5", capMicro: "5", perBuyerMicro: "5" },
}));
const gateway: GatewayClient = {
  url: "",
  query: async (query: string, variables?: Record<string, unknown>) =>
    (query.includes("deployment")
      ? { deployment: { chainId: 31337 } }
      : query.includes("List")
        ? { datasets: { totalCount: 2, nodes: datasets.slice(0, 2) } }
        : { dataset: datasets.find(({ id }) => id === variables?.id) ?? null }) as never,
  get: () => Promise.reject(new Error("not asked")),
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-order-"));
});
after(() => rm(folder, { recursive: true }));

async function write(change: Partial<OrderOptions>) {
  const out = join(folder, "order.json");
  const options: OrderOptions = {
    datasetIds: ["2"],
    rows: 500,
    purpose: "SCIENTIFIC_RESEARCH",
    out,
    engine: "high-fidelity",
    where: [],
    ...change,
  };
  let lines: readonly string[] = [];
  await order(gateway, options, { result: (_, text) => (lines = text) });
  return { spec: OrderSpec.parse(JSON.parse(await readFile(out, "utf8"))), lines };
}

test("a high-fidelity order has the mark and no epsilon, and the buyer is warned", async () => {
  const { spec, lines } = await write({ where: ["age>=50"] });
  assert.equal(spec.engine, "high-fidelity");
  assert.equal(spec.rhoMicro, "1");
  assert.deepEqual(spec.thresholds, HIGH_FIDELITY_THRESHOLDS);
  assert.deepEqual(spec.cohort, [{ column: "age", from: 50 }]);
  for (const member of ["epsilon", "delta", "workload"]) assert.equal(member in spec, false);
  assert.ok(lines.some((line) => /^WARNING.*not differentially private/.test(line)));
});

test("an order of whole patients names the product, counts patients, and is refused where there are none", async () => {
  const { spec, lines } = await write({
    datasetIds: ["4"],
    product: "patients-over-time",
    where: ["age>=50"],
  });
  assert.ok(spec.engine === "high-fidelity" && spec.product === "patients-over-time");
  assert.match(lines[0]!, /500 whole patients where age>=50/);
  await assert.rejects(write({ product: "patients-over-time" }), { code: "E1006" });
  await assert.rejects(write({ datasetIds: ["4"], product: "images" }), { code: "E1006" });
  await assert.rejects(write({ datasetIds: ["4"], product: "videos" }), { code: "E1006" });
});

test("a private order: epsilon 1 unless another is asked for, rho as (epsilon, delta) allow, no warning", async () => {
  const { spec, lines } = await write({ engine: "aim" });
  assert.ok(isPrivateOrder(spec));
  assert.deepEqual([spec.engine, spec.epsilon, spec.delta, spec.workload], ["aim", 1, 1e-6, []]);
  assert.equal(spec.rhoMicro, orderBudget(1, 1e-6).rhoMicro.toString());
  assert.equal("leastDatasets" in spec, false);
  assert.ok(lines.every((line) => !line.startsWith("WARNING")));
});

test("fixed measures the schema's pairs unless told otherwise; the others may be told what counts double", async () => {
  const fixed = await write({ engine: "fixed" });
  assert.ok(isPrivateOrder(fixed.spec));
  assert.deepEqual(fixed.spec.workload, schema.pairs);
  assert.match(fixed.lines[0]!, /1 tables beside/);
  const mst = await write({ engine: "mst", workload: "age*grade" });
  assert.ok(isPrivateOrder(mst.spec));
  assert.deepEqual(mst.spec.workload, [["age", "grade"]]);
  assert.match(mst.lines[0]!, /1 sets preferred/);
});

test("numbers of patients are the catalogue's unless given", async () => {
  const { spec } = await write({ engine: "aim", datasetIds: ["1", "2"], leastDatasets: 1 });
  assert.ok(isPrivateOrder(spec));
  assert.deepEqual([spec.patients, spec.mostPatients, spec.leastDatasets], [2000, 1023, 1]);
  const given = await write({ engine: "aim", patients: 90, mostPatients: 50 });
  assert.ok(isPrivateOrder(given.spec));
  assert.deepEqual([given.spec.patients, given.spec.mostPatients], [90, 50]);
  const part = await write({ engine: "aim", datasetIds: ["3"], patients: 90, mostPatients: 50 });
  assert.ok(isPrivateOrder(part.spec));
  await assert.rejects(write({ engine: "aim", datasetIds: ["3"], patients: 90 }), {
    code: "E1006",
    message: /--most-patients/,
  });
});

const impossible: [string, Partial<OrderOptions>][] = [
  ["an unknown engine", { engine: "maxent" }],
  ["an epsilon that is no number", { epsilon: Number.NaN }],
  ["an epsilon that buys no noise", { epsilon: 1e-4 }],
  ["half a patient", { patients: 0.5 }],
  ["a fixed workload of nothing", { engine: "fixed", workload: "age" }],
  ["more datasets needed than named", { leastDatasets: 2 }],
];
for (const [what, change] of impossible)
  test(`a private order with ${what} is refused, and nothing is written: E1006`, async () => {
    await rm(join(folder, "order.json"), { force: true });
    await assert.rejects(write({ engine: "aim", ...change }), { code: "E1006" });
    await assert.rejects(readFile(join(folder, "order.json")), { code: "ENOENT" });
  });

for (const [what, change, code] of [
  ["an epsilon", { epsilon: 1 }, "E1006"],
  ["a delta", { delta: 1e-6 }, "E1006"],
  ["a workload", { workload: "pairs" }, "E1006"],
  ["a number of patients", { patients: 5 }, "E1006"],
  ["a least number of datasets", { leastDatasets: 1 }, "E1006"],
  ["two datasets", { datasetIds: ["2", "2"] }, "E1006"],
  ["one column", { columns: ["age"] }, "E1006"],
  ["a dataset that offers private files only", { datasetIds: ["1"] }, "E2017"],
] as const)
  test(`a high-fidelity order with ${what} is refused: ${code}`, async () => {
    await assert.rejects(write(change), { code });
  });

test("the list says which kinds of file a dataset offers", async () => {
  let lines: readonly string[] = [];
  let answer: unknown;
  await list(
    gateway,
    {},
    {
      result: (value, text) => {
        answer = value;
        lines = text;
      },
    },
  );
  const files = lines.filter((line) => line.includes("files:")).map((line) => line.trim());
  assert.deepEqual(files, [
    "files: private",
    "files: private, or high fidelity (not differentially private)",
  ]);
  const { datasets } = answer as { datasets: { offersHighFidelity: boolean }[] };
  assert.deepEqual(
    datasets.map(({ offersHighFidelity }) => offersHighFidelity),
    [false, true],
  );
  assert.equal("catalogue" in datasets[0]!, false);
});

test("a statistic's order has the question of its file, one row and no thresholds; without a file it is refused", async () => {
  const requestFile = join(folder, "request.json");
  await writeFile(requestFile, JSON.stringify({ request: { statistic: "table", by: [] } }));
  const out = join(folder, "statistic.json");
  const options: OrderOptions = {
    datasetIds: ["1", "2"],
    rows: 1000,
    epsilon: 1,
    purpose: "SCIENTIFIC_RESEARCH",
    out,
    engine: "statistics",
    where: ["age>=50"],
  };
  await order(gateway, { ...options, requestFile }, { result: () => undefined });
  const spec = OrderSpec.parse(JSON.parse(await readFile(out, "utf8")));
  assert.ok(spec.engine === "statistics" && spec.release.kind === "private");
  assert.deepEqual([spec.rows, spec.cohort], [1, [{ column: "age", from: 50 }]]);
  assert.ok(!("thresholds" in spec));
  await assert.rejects(order(gateway, options, { result: () => undefined }), { code: "E1006" });
});
