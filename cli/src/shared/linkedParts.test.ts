import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  buildCatalogueEntry,
  type DatasetSchema,
  digestOfDocument,
  isLinkedOrder,
  joinSchemas,
  OrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { type OrderOptions, order } from "../commands/order.ts";
import type { GatewayClient } from "./gatewayClient.ts";
import { linkedParts } from "./linkedParts.ts";

const schema = (name: string, columns: readonly string[]): DatasetSchema => ({
  format: "symbolon-schema/1",
  name,
  columns: columns.map((each) => ({ name: each, label: each, kind: "categorical", levels: ["x", "y"] })),
  pairs: [],
});
const listed = (id: string, own: DatasetSchema, records: number, offersLinkage = true) => ({
  id,
  schemaDigest: digestOfDocument(own),
  schema: own,
  catalogue: buildCatalogueEntry({
    identifier: `test-${id}`,
    title: "Test",
    description: "Test",
    keywords: ["test"],
    publisher: { name: "A", contact: { email: "a@a.example" } },
    hdab: { name: "B", contact: { page: "https://b.example/" } },
    categoryCode: 1,
    purposesMask: 16,
    records,
    populationCoverage: "-",
    legalBasis: "-",
    provenance: "-",
    schema: own,
    licence: "https://l.example/",
    accessUrl: "https://m.example/",
    offersLinkage,
  }),
});
const first = listed("9", schema("first", ["age", "sex", "stage"]), 3000);
const second = listed("10", schema("second", ["age", "dose", "marker"]), 500);
const refuses = listed("11", schema("third", ["a", "b"]), 500, false);
const refused = (run: () => unknown, code = "E1006") =>
  assert.throws(run, (error) => error instanceof SymbolonError && error.code === code);

test("parts are in the order of the datasets' numbers; a name that both have is told apart by its dataset", () => {
  const columns = ["9.age", "sex", "dose", "marker"];
  const { parts, schema: joined, schemaDigest } = linkedParts([second, first], columns);
  assert.deepEqual(
    parts.map(({ datasetId, columns: own }) => [datasetId, ...own]),
    [
      ["9", "age", "sex"],
      ["10", "dose", "marker"],
    ],
  );
  assert.equal(schemaDigest, digestOfDocument(joined));
  refused(() => linkedParts([first, second], undefined));
  refused(() => linkedParts([first, second], ["age", "sex", "dose", "marker"]));
  refused(() => linkedParts([first, second], ["sex", "dose", "marker"]));
  refused(() => linkedParts([first, second], [...columns, "nothing"]));
  refused(() => linkedParts([first], columns));
  refused(() => linkedParts([first, refuses], ["sex", "stage", "a", "b"]), "E2021");
});

test("symbolon order --engine vertical: every pair across unless others are named, patients at most as many as the fewer", async () => {
  const gateway: GatewayClient = {
    url: "",
    query: async (query: string, variables?: Record<string, unknown>) =>
      (query.includes("deployment")
        ? { deployment: { chainId: 31337 } }
        : { dataset: [first, second].find(({ id }) => id === variables?.id) ?? null }) as never,
    get: () => Promise.reject(new Error("not asked")),
  };
  const folder = await mkdtemp(join(tmpdir(), "symbolon-linked-"));
  const out = join(folder, "order.json");
  const write = async (change: Partial<OrderOptions>) => {
    const options: OrderOptions = {
      datasetIds: ["9", "10"],
      rows: 500,
      purpose: "SCIENTIFIC_RESEARCH",
      out,
      engine: "vertical",
      columns: ["sex", "stage", "dose", "marker"],
      where: [],
      ...change,
    };
    let told: readonly string[] = [];
    await order(gateway, options, { result: (_, text) => (told = text) });
    return { spec: OrderSpec.parse(JSON.parse(await readFile(out, "utf8"))), told };
  };
  try {
    const { spec, told } = await write({});
    assert.ok(isLinkedOrder(spec));
    assert.deepEqual(spec.workload, [
      ["sex", "dose"],
      ["sex", "marker"],
      ["stage", "dose"],
      ["stage", "marker"],
    ]);
    assert.equal(spec.patients, 500);
    assert.ok(spec.mostPatients >= 3000);
    const parts = [
      { schema: first.schema, columns: ["sex", "stage"] },
      { schema: second.schema, columns: ["dose", "marker"] },
    ];
    assert.equal(spec.schemaDigest, digestOfDocument(joinSchemas(parts)));
    assert.ok(told.some((line) => line.includes("4 tables of linked patients")));
    const named = await write({ workload: "sex*stage,dose*sex" });
    assert.ok(isLinkedOrder(named.spec));
    assert.deepEqual(named.spec.workload, [
      ["sex", "stage"],
      ["dose", "sex"],
    ]);
    const cases: Partial<OrderOptions>[] = [
      { where: ["sex=x"] },
      { leastDatasets: 1 },
      { workload: "sex*stage*dose" },
    ];
    for (const change of cases)
      await assert.rejects(
        write(change),
        (error) => error instanceof SymbolonError && error.code === "E1006",
      );
  } finally {
    await rm(folder, { recursive: true });
  }
});
