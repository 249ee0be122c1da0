import assert from "node:assert/strict";
import { test } from "node:test";
import { type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import { parseWhere } from "./parseWhere.ts";
import { parseWorkload } from "./parseWorkload.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 60, 70, 91] },
    { name: "size", label: "Size", kind: "categorical", levels: ["<=20", "20-50", ">50"] },
    { name: "event", label: "Event", kind: "categorical", levels: ["0", "1"] },
  ],
  pairs: [["age", "size"]],
};

test("conditions are read as written, with levels that look like operators", () => {
  assert.deepEqual(parseWhere(["size=20-50", "age>=60"], schema), [
    { column: "size", in: ["20-50"] },
    { column: "age", from: 60 },
  ]);
  assert.deepEqual(parseWhere(["size=<=20"], schema), [{ column: "size", in: ["<=20"] }]);
  assert.deepEqual(parseWhere(["size = 20-50|>50"], schema), [{ column: "size", in: ["20-50", ">50"] }]);
  assert.deepEqual(parseWhere(["size!=>50"], schema), [{ column: "size", in: ["<=20", "20-50"] }]);
});

test("bounds on whole numbers may be strict or not, and two of them are one range", () => {
  assert.deepEqual(parseWhere(["age>59", "age<=69"], schema), [{ column: "age", from: 60, below: 70 }]);
  assert.deepEqual(parseWhere(["age<70"], schema), [{ column: "age", below: 70 }]);
});

test("a workload names sets, presets, or both, without repeats", () => {
  assert.deepEqual(parseWorkload("pairs,size*age, event*age*size", schema), [
    ["age", "size"],
    ["event", "age", "size"],
  ]);
  assert.deepEqual(parseWorkload("outcome:event", schema), [
    ["age", "event"],
    ["size", "event"],
    ["age", "size"],
  ]);
});

for (const [what, act] of [
  ["no operator", () => parseWhere(["age"], schema)],
  ["an unknown column", () => parseWhere(["shoe=1"], schema)],
  ["an unknown level", () => parseWhere(["size=50"], schema)],
  ["an operator of numbers on levels", () => parseWhere(["size>20"], schema)],
  ["equality on numbers", () => parseWhere(["age=60"], schema)],
  ["half a year", () => parseWhere(["age>=60.5"], schema)],
  ["two lower bounds", () => parseWhere(["age>=60", "age>70"], schema)],
  ["two conditions on levels", () => parseWhere(["size=20-50", "size!=>50"], schema)],
  ["no level left", () => parseWhere(["event!=0|1"], schema)],
  ["a set of one", () => parseWorkload("age", schema)],
  ["a set of four", () => parseWorkload("a*b*c*d", schema)],
  ["an unknown outcome", () => parseWorkload("outcome:shoe", schema)],
] as const)
  test(`${what} is E1006`, () => {
    assert.throws(act, (error) => error instanceof SymbolonError && error.code === "E1006");
  });
