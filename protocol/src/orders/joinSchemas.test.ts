import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOfDocument } from "../content/digest.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import { LINKED, type LinkedOrderSpec, OrderSpec } from "../messages/orderSpec.ts";
import { answersRho } from "./answersRho.ts";
import { checkOrderSpec } from "./checkOrderSpec.ts";
import { isLinkedOrder } from "./isLinkedOrder.ts";
import { isPrivateOrder } from "./isPrivateOrder.ts";
import { joinSchemas } from "./joinSchemas.ts";
import { schemaOfDataset } from "./schemaOfDataset.ts";
import { splitRho } from "./splitRho.ts";

const schema = (name: string, columns: readonly string[], pairs: [string, string][] = []): DatasetSchema => ({
  format: "symbolon-schema/1",
  name,
  columns: columns.map((each) => ({ name: each, label: each, kind: "categorical", levels: ["x", "y"] })),
  pairs,
});
const first = schema("first", ["age", "sex", "stage"], [["age", "stage"]]);
const second = schema("second", ["age", "dose", "marker"], [["age", "dose"]]);
const parts = [
  { schema: first, columns: ["stage", "age"] },
  { schema: second, columns: ["dose", "marker"] },
];
const spec: LinkedOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  schemaDigest: digestOfDocument(joinSchemas(parts)),
  rows: 10,
  purpose: 16,
  buyerKey: `0x${"11".repeat(32)}`,
  thresholds: { maxMeanTvd1: 1, maxMeanTvd2: 1, maxMiaAuc: 1 },
  datasetIds: ["3", "8"],
  engine: LINKED,
  parts: parts.map(({ schema: own, columns }, i) => ({
    datasetId: ["3", "8"][i]!,
    schemaDigest: digestOfDocument(own),
    columns,
  })),
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: "1001",
  workload: [["age", "marker"]],
  patients: 100,
  mostPatients: 200,
};
const refused = (run: () => unknown) =>
  assert.throws(run, (error) => error instanceof SymbolonError && error.code === "E1006");

test("a joined schema has the named columns, those of the first part first, and the pairs that are whole in them", () => {
  const joined = joinSchemas(parts);
  assert.deepEqual(
    joined.columns.map(({ name }) => name),
    ["stage", "age", "dose", "marker"],
  );
  assert.deepEqual(joined.pairs, [["age", "stage"]]);
  assert.equal(joined.name, "first + second");
  assert.deepEqual(joinSchemas(structuredClone(parts)), joined);
  refused(() => joinSchemas([parts[0]!, { schema: second, columns: ["age", "dose"] }]));
  refused(() => joinSchemas([parts[0]!, { schema: second, columns: ["dose", "nothing"] }]));
});

test("a linked order is a private one, of pairs that it names, with a schema of its own for each dataset", () => {
  const parsed = OrderSpec.parse(JSON.parse(JSON.stringify(spec)));
  assert.ok(isLinkedOrder(parsed) && isPrivateOrder(parsed));
  checkOrderSpec(spec, joinSchemas(parts));
  assert.equal(schemaOfDataset(spec, 3n), digestOfDocument(first));
  assert.equal(schemaOfDataset(spec, "8"), digestOfDocument(second));
  refused(() => checkOrderSpec({ ...spec, workload: [["age", "sex"]] }, joinSchemas(parts)));
  const wrong: Record<string, unknown>[] = [
    { datasetIds: ["3"] },
    { parts: [spec.parts[0]] },
    { workload: [] },
    { workload: [["age", "dose", "marker"]] },
    { columns: ["age"] },
    { cohort: [{ column: "age", in: ["x"] }] },
    { leastDatasets: 1 },
    { mostPatients: 2 ** 22 },
    { parts: [{ ...spec.parts[0], columns: ["age"] }, spec.parts[1]] },
  ];
  for (const change of wrong) assert.ok(!OrderSpec.safeParse({ ...spec, ...change }).success);
});

test("with both hospitals' answers no linked patient costs more than the order, whichever halves it falls in", () => {
  for (const rho of [1n, 2n, 19n, 1001n, 310_601n]) {
    const tables = splitRho(rho).mainMicro;
    const { mainMicro, scoresMicro } = answersRho(spec, rho);
    for (const held of [0n, 1n, 2n]) {
      const cost = (held === 0n ? tables : 0n) + held * mainMicro + 2n * scoresMicro;
      assert.ok(cost <= rho, `${rho} ${held}`);
    }
    assert.deepEqual(answersRho({ engine: "aim" }, rho), splitRho(rho));
  }
});
