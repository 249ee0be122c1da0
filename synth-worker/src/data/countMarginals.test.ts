import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { cliqueLayout } from "../tabular/cliqueLayout.ts";
import { domainOf } from "../tabular/domain.ts";
import { countMarginals } from "./countMarginals.ts";
import { loadRecords } from "./loadRecords.ts";
import type { Records } from "./records.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "a", label: "A", kind: "numeric", unit: "", edges: [0, 3, 5, 11] },
    { name: "b", label: "B", kind: "categorical", levels: ["x", "y"] },
    { name: "c", label: "C", kind: "categorical", levels: ["p", "q", "r", "never"] },
  ],
  pairs: [],
};
const layout = cliqueLayout(domainOf(schema), [
  ["a", "c"],
  ["c", "b"],
]);

let folder: string;
let records: Records;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-count-"));
  const lines = Array.from({ length: 977 }, (_, i) => `${(i * i) % 11},${"xy"[i % 2]},${"pqr"[(i * 7) % 3]}`);
  const file = join(folder, "r.csv");
  await writeFile(file, `a,b,c\n${lines.join("\n")}\n`);
  records = await loadRecords({
    file,
    schema,
    limits: { maxFileBytes: 1e6 },
    mapping: {
      delimiter: ",",
      source: { a: "number", b: "text", c: "text" },
      columns: { a: { sql: "a" }, b: { sql: "b" }, c: { sql: "c" } },
    },
  });
});
after(async () => {
  records.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same counts by a loop over the encoded table. */
function bruteForce(included: Uint8Array): Uint32Array {
  const counts = new Uint32Array(layout.length);
  for (const { columns, shape, offset } of layout.cliques) {
    for (let row = 0; row < records.table.rows; row++) {
      if (included[row] !== 1) continue;
      const cell = columns.reduce(
        (index, column, i) => index * shape[i]! + records.table.columns[column]![row]!,
        0,
      );
      counts[offset + cell]! += 1;
    }
  }
  return counts;
}

test("the pushed-down counts equal a loop over the records, for all, some and no records", async () => {
  for (const included of [
    new Uint8Array(977).fill(1),
    Uint8Array.from({ length: 977 }, (_, i) => (i % 5 === 0 ? 0 : 1)),
    new Uint8Array(977),
  ]) {
    assert.deepEqual(await countMarginals(records, layout, included), bruteForce(included));
  }
});

test("leaving out one patient lowers exactly one cell of each marginal by one", async () => {
  const all = new Uint8Array(977).fill(1);
  const without = all.slice();
  without[123] = 0;
  const [before_, after_] = [
    await countMarginals(records, layout, all),
    await countMarginals(records, layout, without),
  ];
  for (const { offset, size } of layout.cliques) {
    const differences = [...before_.slice(offset, offset + size)].map(
      (count, i) => count - after_[offset + i]!,
    );
    assert.deepEqual(
      differences.filter((d) => d !== 0),
      [1],
    );
  }
});

test("flags of another length are refused", async () => {
  await assert.rejects(countMarginals(records, layout, new Uint8Array(3)), RangeError);
});
