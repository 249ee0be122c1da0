import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import { type Engine, HIGH_FIDELITY, type Workload } from "../messages/orderSpec.ts";
import { allowedCells } from "./allowedCells.ts";
import { checkOrderSpec, type OrderContents } from "./checkOrderSpec.ts";
import { isPrivateOrder } from "./isPrivateOrder.ts";
import { junctionCells } from "./junctionCells.ts";
import { outcomeWorkload } from "./outcomeWorkload.ts";

const wide = (name: string) => ({
  name,
  label: name,
  kind: "categorical" as const,
  levels: Array.from({ length: 30 }, (_, i) => `${i}`),
});
const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60, 91] },
    { name: "size", label: "Size", kind: "categorical", levels: ["<=20", "20-50", ">50"] },
    { name: "event", label: "Event", kind: "categorical", levels: ["0", "1"] },
    wide("w"),
    wide("x"),
    wide("y"),
    wide("z"),
  ],
  pairs: [["age", "size"]],
};
type Part = Extract<OrderContents, { engine: Engine }>;
const good: Part = {
  engine: "fixed",
  workload: [
    ["age", "size"],
    ["event", "age", "size"],
  ],
  columns: ["event", "age"],
  cohort: [
    { column: "age", from: 40, below: 91 },
    { column: "size", in: [">50", "20-50"] },
  ],
};
const coded = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof SymbolonError && error.code === code && text.test(`${error.message} ${error.todo}`);

test("a spec that fits its schema is accepted, with and without columns and cohort", () => {
  checkOrderSpec(good, schema);
  for (const engine of ["aim", "mst"] as const) {
    checkOrderSpec({ engine, workload: [] }, schema);
    checkOrderSpec({ ...good, engine }, schema);
  }
});

const ring = ["w", "x", "y", "z"];
const bad: [string, Partial<Part>, string, RegExp][] = [
  ["an unknown column in the workload", { workload: [["age", "shoe"]] }, "E1006", /shoe/],
  ["a column twice in a set", { workload: [["age", "size", "age"]] }, "E1006", /twice/],
  [
    "a set that repeats in another order",
    {
      workload: [
        ["age", "size"],
        ["size", "age"],
      ],
    },
    "E1006",
    /twice/,
  ],
  ["an unknown column of the file", { columns: ["shoe"] }, "E1006", /shoe/],
  ["a column of the file twice", { columns: ["age", "age"] }, "E1006", /twice/],
  ["the engine fixed without a set", { workload: [] }, "E1006", /at least one set/],
  ["a table that is too large", { engine: "aim", workload: [["w", "x", "y"]] }, "E1006", /27000 cells/],
  ["an unknown column of the cohort", { cohort: [{ column: "shoe", in: ["1"] }] }, "E1006", /shoe/],
  [
    "two conditions on a column",
    {
      cohort: [
        { column: "age", from: 40 },
        { column: "age", below: 60 },
      ],
    },
    "E1006",
    /two/,
  ],
  ["a bound inside a bin", { cohort: [{ column: "age", from: 45 }] }, "E2014", /45.*40 or 60/],
  ["a bound above all bins", { cohort: [{ column: "age", below: 120 }] }, "E2014", /Use 91/],
  ["an empty range", { cohort: [{ column: "age", from: 60, below: 40 }] }, "E1006", /no value/],
  ["levels for a number", { cohort: [{ column: "age", in: ["40"] }] }, "E1006", /from and below/],
  ["bounds for levels", { cohort: [{ column: "size", from: 20 }] }, "E1006", /levels/],
  ["an unknown level", { cohort: [{ column: "size", in: ["50"] }] }, "E1006", /no level 50/],
  ["a level twice", { cohort: [{ column: "size", in: [">50", ">50"] }] }, "E1006", /twice/],
  [
    "a model that is too large",
    { workload: ring.flatMap((a, i) => ring.slice(i + 1).map((b) => [a, b])) },
    "E2015",
    /810008 cells, the limit is 262144/,
  ],
];
for (const [what, change, code, text] of bad)
  test(`${code} for ${what}`, () => {
    assert.throws(() => checkOrderSpec({ ...good, ...change }, schema), coded(code, text));
  });

test("E1006 for more cells than a model document may have", () => {
  const names = Array.from({ length: 121 }, (_, i) => `t${i}`);
  const workload = names.slice(1).map((name, i) => [names[i]!, name]);
  assert.throws(
    () => checkOrderSpec({ engine: "fixed", workload }, { ...schema, columns: names.map(wide), pairs: [] }),
    coded("E1006", /111630 cells/),
  );
});

test("an engine that chooses its tables may be told of more than fit one model", () => {
  const workload = ring.flatMap((a, i) => ring.slice(i + 1).map((b) => [a, b]));
  checkOrderSpec({ engine: "aim", workload }, schema);
});

test("a high-fidelity order measures nothing, may have a cohort, and its names and conditions are checked like any", () => {
  const { columns, cohort } = good;
  const part: OrderContents = { engine: HIGH_FIDELITY, columns, cohort };
  assert.equal(isPrivateOrder(part), false);
  assert.equal(isPrivateOrder(good), true);
  checkOrderSpec(part, schema);
  checkOrderSpec({ engine: HIGH_FIDELITY }, schema);
  const shoe: OrderContents = { engine: HIGH_FIDELITY, columns: ["shoe"] };
  assert.throws(() => checkOrderSpec(shoe, schema), coded("E1006", /shoe/));
  const alone: OrderContents = { engine: HIGH_FIDELITY, columns: ["age"] };
  assert.throws(() => checkOrderSpec(alone, schema), coded("E1006", /one column/));
  const cut: OrderContents = { engine: HIGH_FIDELITY, cohort: [{ column: "age", from: 45 }] };
  assert.throws(() => checkOrderSpec(cut, schema), coded("E2014", /45/));
});

test("whole patients and images are ordered of datasets that have them, and say what these have", () => {
  const whole: DatasetSchema = {
    ...schema,
    related: { standard: "OMOP-CDM-5.4", tables: ["visit_occurrence"], mostRows: 100 },
    images: {
      shows: "axial slices",
      modality: "MR",
      size: 64,
      channels: 1,
      window: "own",
      classes: ["benign", "malignant"],
      mostPerPatient: 20,
    },
  };
  const patients = { engine: HIGH_FIDELITY, product: "patients-over-time", rows: 500 } as const;
  const images = { engine: HIGH_FIDELITY, product: "images", rows: 500 } as const;
  checkOrderSpec(patients, whole);
  checkOrderSpec({ ...patients, cohort: good.cohort }, whole);
  checkOrderSpec({ ...images, classes: ["malignant"] }, whole);
  const refused: readonly [OrderContents, DatasetSchema, RegExp][] = [
    [patients, schema, /no tables over time/],
    [images, schema, /no images/],
    [{ ...patients, columns: ["age", "size"] }, whole, /no choice of columns/],
    [{ ...patients, classes: ["benign"] }, whole, /only images have classes/],
    [{ engine: HIGH_FIDELITY, classes: ["benign"] }, whole, /only images have classes/],
    [{ ...patients, rows: 50_001 }, whole, /at most 50000/],
    [{ ...images, rows: 10_001 }, whole, /at most 10000/],
    [{ ...images, rows: 5 }, whole, /at least 6/],
    [{ ...images, classes: ["benign", "unclear"] }, whole, /unclear/],
    [{ ...images, classes: ["benign", "benign"] }, whole, /twice/],
    [{ ...images, cohort: good.cohort }, whole, /by their classes/],
  ];
  for (const [spec, dataset, text] of refused)
    assert.throws(() => checkOrderSpec(spec, dataset), coded("E1006", text), String(text));
});

test("conditions let through whole bins and named levels, open ends reach the last bin", () => {
  const [age, size] = schema.columns as [DatasetSchema["columns"][0], DatasetSchema["columns"][0]];
  assert.deepEqual([...allowedCells(age, { column: "age", from: 40 })], [0, 1, 1]);
  assert.deepEqual([...allowedCells(age, { column: "age", below: 40 })], [1, 0, 0]);
  assert.deepEqual([...allowedCells(age, { column: "age", from: 40, below: 60 })], [0, 1, 0]);
  assert.deepEqual([...allowedCells(size, { column: "size", in: [">50", "<=20"] })], [1, 0, 1]);
});

test("cells of a junction tree: a chain is its pairs, a ring of four fills in, separate columns stand alone", () => {
  assert.equal(junctionCells([2, 3, 4], []), 9);
  assert.equal(
    junctionCells(
      [2, 3, 4],
      [
        [0, 1],
        [1, 2],
      ],
    ),
    18,
  );
  assert.equal(
    junctionCells(
      [2, 3, 5, 7],
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ],
    ),
    2 * 3 * 5 + 2 * 5 * 7,
  );
});

test("an outcome's workload has it with every other column once, and the schema's pairs of the others", () => {
  const workload: Workload = outcomeWorkload(schema, "event");
  assert.equal(workload.length, schema.columns.length - 1 + 1);
  assert.deepEqual(workload.at(-1), ["age", "size"]);
  checkOrderSpec({ engine: "fixed", workload }, schema);
  assert.throws(() => outcomeWorkload(schema, "shoe"), coded("E1006", /shoe/));
});
