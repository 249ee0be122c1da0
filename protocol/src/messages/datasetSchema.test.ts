import assert from "node:assert/strict";
import { test } from "node:test";
import { DatasetSchema } from "./datasetSchema.ts";

const age = { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] } as const;
const grade = { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2"] } as const;
const schema = {
  format: "symbolon-schema/1",
  name: "breast",
  columns: [age, grade],
  pairs: [["age", "grade"]],
};

const REFUSED: [why: string, change: object][] = [
  ["two columns of one name", { columns: [age, { ...grade, name: "age" }], pairs: [] }],
  ["one column only", { columns: [age], pairs: [] }],
  ["a pair with an unknown column", { pairs: [["age", "size"]] }],
  ["a pair of a column with itself", { pairs: [["age", "age"]] }],
  [
    "a pair given twice",
    {
      pairs: [
        ["age", "grade"],
        ["age", "grade"],
      ],
    },
  ],
  [
    "a pair given in both directions",
    {
      pairs: [
        ["age", "grade"],
        ["grade", "age"],
      ],
    },
  ],
  ["a level given twice", { columns: [age, { ...grade, levels: ["1", "1"] }] }],
  ["a single level", { columns: [age, { ...grade, levels: ["1"] }] }],
  ["an empty level", { columns: [age, { ...grade, levels: ["1", ""] }] }],
  ["edges that do not ascend", { columns: [{ ...age, edges: [20, 20, 91] }, grade] }],
  ["edges that are no integers", { columns: [{ ...age, edges: [20, 50.5, 91] }, grade] }],
  ["a single bin", { columns: [{ ...age, edges: [20, 91] }, grade] }],
  [
    "a column name that SQL would read otherwise",
    { columns: [{ ...age, name: 'age"; drop' }, grade], pairs: [] },
  ],
  ["a column name in upper case", { columns: [{ ...age, name: "Age" }, grade], pairs: [] }],
  ["another format version", { format: "symbolon-schema/2" }],
];

test("a schema with public bins and levels is accepted", () => {
  assert.equal(DatasetSchema.safeParse(schema).success, true);
  assert.equal(DatasetSchema.safeParse({ ...schema, pairs: [] }).success, true);
});

for (const [why, change] of REFUSED)
  test(`a schema with ${why} is refused`, () => {
    assert.equal(DatasetSchema.safeParse({ ...schema, ...change }).success, false);
  });
