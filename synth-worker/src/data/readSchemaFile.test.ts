import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { fineDomain } from "../tabular/coding/fineDomain.ts";
import { readSchemaFile } from "./readSchemaFile.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-schema-"));
});
after(() => rm(folder, { recursive: true }));

const read = async (content: unknown) => {
  const path = join(folder, "cohort.schema.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return await readSchemaFile(path);
};

test("a synth schema is read as it is", async () => {
  const columns = [{ name: "a", kind: "categorical", levels: ["x"] }];
  const { schema, form } = await read({ format: "symbolon-synth-schema/1", name: "t", columns });
  assert.equal(form, "synth");
  assert.equal(schema.columns[0]?.name, "a");
});

test("a hospital's schema keeps its edges as cut points of a finer grid", async () => {
  const { schema, form } = await read({
    format: "symbolon-schema/1",
    name: "t",
    columns: [
      { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60, 91] },
      { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
    ],
    pairs: [["age", "sex"]],
  });
  assert.equal(form, "dataset");
  const [age] = fineDomain(schema).columns;
  assert.ok(age?.kind === "number");
  assert.ok([20, 40, 60, 91].every((edge) => age.cuts.includes(edge)));
});

test("the plain form: ids and text out, an id is the patient, missing counts make a level, decimals as written", async () => {
  const { schema, form } = await read({
    columns: [
      { name: "pid", type: "integer", min: 1, max: 9, role: "id" },
      { name: "note", type: "text" },
      { name: "weight", type: "continuous", min: 33.4, max: 181.75, missing: 12 },
      { name: "value", type: "continuous", min: 0, max: 13682, missing: 0 },
      { name: "nodes", type: "integer", min: 0, max: 340, missing: false },
      { name: "stage", type: "categorical", levels: ["I", "II"], ordered: true, missing: true },
    ],
  });
  assert.equal(form, "plain");
  assert.equal(schema.name, "cohort");
  assert.equal(schema.patient, "pid");
  assert.deepEqual(
    schema.columns.map(({ kind }) => kind),
    ["id", "id", "number", "number", "number", "categorical"],
  );
  const { columns } = fineDomain(schema);
  assert.deepEqual(
    columns.map(({ missing }) => missing),
    [true, false, false, true],
  );
  const [weight, value, nodes] = columns;
  assert.ok(weight?.kind === "number" && weight.decimals === 2);
  assert.ok(value?.kind === "number" && value.decimals > 0);
  assert.ok(nodes?.kind === "number" && nodes.cuts[1] === 1);
});

test("the plain form takes the subject of a longitudinal table as the patient", async () => {
  const columns = [
    { name: "other", type: "integer", min: 1, max: 9, role: "id" },
    { name: "days", type: "integer", min: 0, max: 9 },
  ];
  const { schema } = await read({ columns, longitudinal: { subject: "id" }, maxRecordsPerPatient: 5 });
  assert.equal(schema.patient, "id");
  assert.equal(schema.maxRecordsPerPatient, 5);
});

test("private-pgm's form: codes from 0", async () => {
  const { schema, form } = await read({ age: 3, "income>50K": 2 });
  assert.equal(form, "domain");
  assert.deepEqual(fineDomain(schema).sizes, [3, 2]);
});

test("what is no schema is refused: E1005 for no JSON, E1006 for anything else", async () => {
  for (const [content, code] of [
    ["{", "E1005"],
    ["[]", "E1006"],
    ["3", "E1006"],
    [{ format: "other/1" }, "E1006"],
    [{ columns: [] }, "E1006"],
    [{ columns: [{ name: "a", type: "categorical" }] }, "E1006"],
    [{ columns: [{ name: "a", type: "integer", min: 1 }] }, "E1006"],
    [{ a: -1 }, "E1006"],
  ] as const)
    await assert.rejects(read(content), (error) => error instanceof SymbolonError && error.code === code);
});
