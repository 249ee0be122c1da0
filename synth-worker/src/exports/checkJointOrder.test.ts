import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { orderBudget } from "../privacy/orderBudget.ts";
import { checkJointOrder, type PlannedParts } from "./checkJointOrder.ts";

/** A schema of `columns` columns with `levels` levels each. */
const schemaOf = (columns: number, levels: number): DatasetSchema => ({
  format: "symbolon-schema/1",
  name: "plain",
  columns: Array.from({ length: columns }, (_, i) => ({
    name: `c${i}`,
    label: `C${i}`,
    kind: "categorical",
    levels: Array.from({ length: levels }, (_, level) => `l${level}`),
  })),
  pairs: [],
});
const parts: PlannedParts = {
  datasetIds: ["1", "2"],
  engine: "aim",
  epsilon: 1,
  delta: 1e-6,
  rhoMicro: orderBudget(1, 1e-6).rhoMicro.toString(),
  workload: [],
  patients: 4000,
  mostPatients: 4095,
};

test("an order that nodes can run passes, whatever its engine", () => {
  const schema = schemaOf(6, 3);
  checkJointOrder(parts, schema);
  checkJointOrder({ ...parts, engine: "mst", leastDatasets: 2 }, schema);
  checkJointOrder({ ...parts, engine: "fixed", workload: [["c0", "c1"]] }, schema);
});

for (const [what, change, reason] of [
  ["a budget too small for its tables", { rhoMicro: "1" }, /epsilon 1 and delta/],
  ["an epsilon too small for any budget", { epsilon: 1e-6 }, /raise epsilon/],
  ["a delta below the precision of the noise", { delta: 1e-14 }, /delta is too small/],
  ["fixed tables without one", { engine: "fixed" }, /at least one set/],
  ["a set of an unknown column", { workload: [["c0", "shoe"]] }, /shoe/],
  ["more datasets needed than named", { leastDatasets: 3 }, /needs 3 datasets and names 2/],
  ["no patients", { patients: 0 }, /patients/],
] satisfies [string, Partial<PlannedParts>, RegExp][])
  test(`an order with ${what} is refused before it is paid: E1006`, () => {
    assert.throws(() => checkJointOrder({ ...parts, ...change }, schemaOf(6, 3)), {
      code: "E1006",
      message: reason,
    });
  });

test("more cells to choose from than hospitals can share are refused for aim, and mst does without them", () => {
  const wide = schemaOf(40, 10);
  assert.throws(() => checkJointOrder(parts, wide), { code: "E1006", message: /choose mst/ });
  checkJointOrder({ ...parts, engine: "mst" }, wide);
});
