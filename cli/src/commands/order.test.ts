import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  buildCatalogueEntry,
  type DatasetSchema,
  digestOfDocument,
  HIGH_FIDELITY_THRESHOLDS,
  OrderSpec,
} from "@symbolon/protocol";
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

/** A gateway with dataset 1, which offers private files only, and dataset 2, which offers both kinds. */
const listed = ["1", "2"].map((id) => ({
  id,
  title: `Dataset ${id}`,
  records: 1000,
  lane: "COMMERCIAL",
  priceWei: "1",
  rowPriceWei: "0",
  renewalBps: 0,
  purposesMask: 16,
  schemaDigest: digestOfDocument(schema),
  schema,
  status: "LISTED",
  catalogue: entryOf(id === "2"),
  budget: { availableMicro: "5", capMicro: "5", perBuyerMicro: "5" },
}));
const gateway: GatewayClient = {
  url: "",
  query: async (query: string, variables?: Record<string, unknown>) =>
    (query.includes("deployment")
      ? { deployment: { chainId: 31337 } }
      : query.includes("List")
        ? { datasets: { totalCount: 2, nodes: listed } }
        : { dataset: listed.find(({ id }) => id === variables?.id) ?? null }) as never,
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

test("a private order is as before: epsilon 1 unless another is asked for, no warning", async () => {
  const { spec, lines } = await write({ engine: "maxent" });
  assert.ok(spec.engine === "maxent");
  assert.equal(spec.epsilon, 1);
  assert.ok(lines.every((line) => !line.startsWith("WARNING")));
});

for (const [what, change, code] of [
  ["an epsilon", { epsilon: 1 }, "E1006"],
  ["a delta", { delta: 1e-6 }, "E1006"],
  ["a workload", { workload: "pairs" }, "E1006"],
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
