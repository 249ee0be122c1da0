import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { loadRecords } from "./loadRecords.ts";
import { mixedRecords } from "./mixedRecords.ts";
import type { Records } from "./records.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
    { name: "change", label: "Change", kind: "numeric", unit: "", edges: [-10, 0, 11] },
  ],
  pairs: [],
};

let folder: string;
let records: Records;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-mixed-"));
  const file = join(folder, "r.csv");
  await writeFile(file, "a,s,c\n20,f,-10\n39.9,m,-0.5\n40,m,0\n7,f,1e2\n61,f,-11\n");
  records = await loadRecords({
    file,
    schema,
    limits: { maxFileBytes: 1e6 },
    mapping: {
      delimiter: ",",
      source: { a: "number", s: "text", c: "number" },
      columns: { age: { sql: "a" }, sex: { sql: "s" }, change: { sql: "c" } },
    },
  });
});
after(async () => {
  records.close();
  await rm(folder, { recursive: true, force: true });
});

test("numbers are the records' own, whole, within the outer edges and never out of their bin", async () => {
  const table = await mixedRecords(records, ["change", "sex", "age"], new Uint8Array(5).fill(1));
  assert.equal(table.rows, 5);
  const [change, sex, age] = table.columns;
  assert.deepEqual(change, {
    name: "change",
    kind: "number",
    decimals: 0,
    values: Float64Array.of(-10, -1, 0, 10, -10),
  });
  assert.deepEqual(sex, {
    name: "sex",
    kind: "category",
    levels: ["f", "m"],
    codes: Int32Array.of(0, 1, 1, 0, 0),
  });
  assert.ok(age?.kind === "number");
  assert.deepEqual([...age.values], [20, 39, 40, 20, 59]);
  const bins = records.table.columns[2]!;
  assert.ok(change?.kind === "number");
  change.values.forEach((value, row) => {
    assert.equal(bins[row], value < 0 ? 0 : 1);
  });
});

test("only flagged records are read, in file order; unknown columns and other numbers of flags are refused", async () => {
  const { rows, columns } = await mixedRecords(records, ["age"], Uint8Array.of(0, 1, 0, 0, 1));
  assert.equal(rows, 2);
  assert.ok(columns[0]?.kind === "number");
  assert.deepEqual([...columns[0].values], [39, 59]);
  await assert.rejects(mixedRecords(records, ["shoe"], new Uint8Array(5)), RangeError);
  await assert.rejects(mixedRecords(records, ["age"], new Uint8Array(4)), RangeError);
});
