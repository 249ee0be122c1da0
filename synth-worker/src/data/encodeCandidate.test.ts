import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { encodeCandidate } from "./encodeCandidate.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "order", label: "A column named like an SQL word", kind: "numeric", unit: "", edges: [0, 3, 9] },
    { name: "b", label: "B", kind: "categorical", levels: ["<=20", 'say "x", y'] },
  ],
  pairs: [],
};

test("a candidate is binned like the hospital's own file and leaves no copy behind", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-candidate-"));
  const csv = new TextEncoder().encode('order,b\n2,<=20\n5,"say ""x"", y"\n');
  const table = await encodeCandidate(csv, schema, folder);
  assert.deepEqual(
    table.columns.map((column) => [...column]),
    [
      [0, 1],
      [0, 1],
    ],
  );
  assert.deepEqual(await readdir(folder), []);
  await rm(folder, { recursive: true });
});

test("a candidate with a value outside the schema is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-candidate-"));
  const csv = new TextEncoder().encode("order,b\n2,other\n");
  await assert.rejects(encodeCandidate(csv, schema, folder), { code: "E1002" });
  await rm(folder, { recursive: true });
});
