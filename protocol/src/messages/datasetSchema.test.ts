import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOfDocument } from "../content/digest.ts";
import { DatasetSchema } from "./datasetSchema.ts";

const age = { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] } as const;
const grade = { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2"] } as const;
const ageCode = { system: "http://loinc.org", code: "30525-0", resource: "Observation" } as const;
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
  [
    "a code without its system",
    { columns: [{ ...age, concept: { code: "30525-0", resource: "Observation" } }, grade] },
  ],
  [
    "a code system that is no URI",
    { columns: [{ ...age, concept: { ...ageCode, system: "LOINC" } }, grade] },
  ],
  [
    "a code with spaces around it",
    { columns: [{ ...age, concept: { ...ageCode, code: " 30525-0" } }, grade] },
  ],
  [
    "a diagnosis of numbers",
    { columns: [{ ...age, concept: { ...ageCode, resource: "Condition" } }, grade] },
  ],
  [
    'a diagnosis without the level "yes"',
    { columns: [age, { ...grade, concept: { ...ageCode, resource: "Condition" } }] },
  ],
];

test("a schema with public bins and levels is accepted", () => {
  assert.equal(DatasetSchema.safeParse(schema).success, true);
  assert.equal(DatasetSchema.safeParse({ ...schema, pairs: [] }).success, true);
});

test("columns may carry a code of a vocabulary; a schema without one reads as it always did, byte for byte", () => {
  const asthma = { ...ageCode, system: "http://snomed.info/sct", code: "195967001", resource: "Condition" };
  const flag = {
    name: "asthma",
    label: "Asthma",
    kind: "categorical",
    levels: ["no", "yes"],
    concept: asthma,
  };
  const coded = { ...schema, columns: [{ ...age, concept: ageCode }, grade, flag] };
  assert.deepEqual(DatasetSchema.parse(coded), coded);
  assert.equal(digestOfDocument(DatasetSchema.parse(schema)), digestOfDocument(schema));
  assert.equal(
    digestOfDocument(schema),
    "0x090fac24c6cb3a9c11d92208ce6ee0af2fe190f1561ca40aed48fbf6e78694dc",
    "the digest that a dataset of before is listed under",
  );
});

for (const [why, change] of REFUSED)
  test(`a schema with ${why} is refused`, () => {
    assert.equal(DatasetSchema.safeParse({ ...schema, ...change }).success, false);
  });
