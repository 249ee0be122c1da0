import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import {
  contentsFault,
  DEFAULT_CONTENTS,
  type DraftCondition,
  operatorsOf,
  specContents,
} from "./contents.ts";
import { wholeSchema } from "./test-support/sampleDataset.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60, 91] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2", "3"] },
    { name: "event", label: "Event", kind: "categorical", levels: ["0", "1"] },
  ],
  pairs: [["age", "grade"]],
};
const line = (column: string, operator: DraftCondition["operator"], value: string): DraftCondition => ({
  column,
  operator,
  value,
});

test("the default is everything of everybody, and can be ordered", () => {
  assert.deepEqual(specContents(DEFAULT_CONTENTS, "private", schema), { engine: "aim", workload: [] });
  assert.equal(contentsFault(DEFAULT_CONTENTS, "private", schema), undefined);
});

test("fixed tables are the datasets' own pairs; a schema without pairs has none, which is a fault", () => {
  const contents = { ...DEFAULT_CONTENTS, engine: "fixed" } as const;
  assert.deepEqual(specContents(contents, "private", schema), {
    engine: "fixed",
    workload: [["age", "grade"]],
  });
  assert.match(contentsFault(contents, "private", { ...schema, pairs: [] })!, /at least one set/);
});

test("an outcome is asked for with every other variable, whatever chooses the tables", () => {
  for (const engine of ["aim", "mst", "fixed"] as const) {
    const contents = specContents({ ...DEFAULT_CONTENTS, engine, outcome: "event" }, "private", schema);
    assert.ok("workload" in contents);
    assert.deepEqual(contents.workload, [
      ["age", "event"],
      ["grade", "event"],
      ["age", "grade"],
    ]);
  }
});

test("left-out variables shorten the file; leaving out all is a fault", () => {
  assert.deepEqual(specContents({ ...DEFAULT_CONTENTS, leftOut: ["grade"] }, "private", schema).columns, [
    "age",
    "event",
  ]);
  assert.match(
    contentsFault({ ...DEFAULT_CONTENTS, leftOut: ["age", "grade", "event"] }, "private", schema)!,
    /at least one/,
  );
});

test("lines on one variable become one condition", () => {
  const cohort = [
    line("age", "from", "40"),
    line("age", "below", "60"),
    line("grade", "is", "2"),
    line("grade", "is", "3"),
    line("event", "isNot", "0"),
  ];
  const contents = { ...DEFAULT_CONTENTS, cohort };
  assert.deepEqual(specContents(contents, "private", schema).cohort, [
    { column: "age", from: 40, below: 60 },
    { column: "grade", in: ["2", "3"] },
    { column: "event", in: ["1"] },
  ]);
  assert.equal(contentsFault(contents, "private", schema), undefined);
});

test("a high-fidelity file measures no tables and may be of a cohort, whichever private engine was looked at before", () => {
  const cohort = [line("grade", "is", "2")];
  const contents = {
    ...DEFAULT_CONTENTS,
    engine: "mst",
    outcome: "event",
    leftOut: ["age"],
    cohort,
  } as const;
  assert.deepEqual(specContents(contents, "high-fidelity", schema), {
    engine: "high-fidelity",
    columns: ["grade", "event"],
    cohort: [{ column: "grade", in: ["2"] }],
  });
  assert.equal(contentsFault(contents, "high-fidelity", schema), undefined);
  const single = { ...DEFAULT_CONTENTS, leftOut: ["age", "grade"] };
  assert.match(contentsFault(single, "high-fidelity", schema)!, /at least two variables/);
  assert.equal(contentsFault(single, "private", schema), undefined);
});

test("conditions nobody can meet are named", () => {
  const contradiction = [line("grade", "is", "2"), line("grade", "isNot", "2")];
  assert.match(contentsFault({ ...DEFAULT_CONTENTS, cohort: contradiction }, "private", schema)!, /grade/);
  const empty = [line("age", "from", "60"), line("age", "below", "40")];
  assert.match(contentsFault({ ...DEFAULT_CONTENTS, cohort: empty }, "private", schema)!, /age: no value/);
});

test("conditions offer bin edges and levels only, so none can cut a bin", () => {
  assert.deepEqual(
    operatorsOf(schema.columns[0]!).map(({ operator, values }) => [operator, ...values]),
    [
      ["from", "40", "60"],
      ["below", "40", "60"],
    ],
  );
  assert.deepEqual(operatorsOf(schema.columns[1]!)[0]!.values, ["1", "2", "3"]);
});

test("whole patients are of a cohort and have all variables; images are of classes; neither says what the other may", () => {
  const cohort = [line("grade", "is", "2")];
  const contents = { ...DEFAULT_CONTENTS, leftOut: ["age"], cohort, classesOut: ["1"] } as const;
  assert.deepEqual(specContents(contents, "patients-over-time", wholeSchema), {
    engine: "high-fidelity",
    product: "patients-over-time",
    cohort: [{ column: "grade", in: ["2"] }],
  });
  assert.deepEqual(specContents(contents, "images", wholeSchema), {
    engine: "high-fidelity",
    product: "images",
    classes: ["0", "2"],
  });
  assert.deepEqual(specContents(DEFAULT_CONTENTS, "images", wholeSchema), {
    engine: "high-fidelity",
    product: "images",
  });
  for (const kind of ["patients-over-time", "images"] as const)
    assert.equal(contentsFault(contents, kind, wholeSchema), undefined);
});

test("variables that are left out are no fault of whole patients; images without a class are one", () => {
  const leftOut = wholeSchema.columns.map(({ name }) => name);
  assert.equal(contentsFault({ ...DEFAULT_CONTENTS, leftOut }, "patients-over-time", wholeSchema), undefined);
  const classesOut = ["0", "1", "2"];
  assert.match(contentsFault({ ...DEFAULT_CONTENTS, classesOut }, "images", wholeSchema)!, /one class/);
});
