import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { toParquet } from "./toParquet.ts";

async function readBack(csv: string) {
  const file = await (await toParquet(new Blob([csv]))).arrayBuffer();
  return { rows: await parquetReadObjects({ file }), meta: parquetMetadata(file) };
}

test("columns keep their sequence; whole numbers, numbers, text and codes with leading zeros are told apart; empty is null", async () => {
  const { rows, meta } = await readBack(
    'age,dose,code,note\n61,0.5,007,"a, ""b""\nc"\n-4,2,012,\n,1e3,1,x\n',
  );
  assert.deepEqual(rows, [
    { age: 61, dose: 0.5, code: "007", note: 'a, "b"\nc' },
    { age: -4, dose: 2, code: "012", note: null },
    { age: null, dose: 1000, code: "1", note: "x" },
  ]);
  const types = meta.schema.slice(1).map(({ name, type, converted_type }) => [name, type, converted_type]);
  assert.deepEqual(types, [
    ["age", "INT32", undefined],
    ["dose", "DOUBLE", undefined],
    ["code", "BYTE_ARRAY", "UTF8"],
    ["note", "BYTE_ARRAY", "UTF8"],
  ]);
});

test("a file of more rows than a row group has several, and every row once", async () => {
  const count = 120_001;
  const csv = `n,level\n${Array.from({ length: count }, (_, i) => `${i},${i % 3 === 0 ? "yes" : "no"}`).join("\n")}\n`;
  const { rows, meta } = await readBack(csv);
  assert.equal(meta.row_groups.length, 3);
  assert.equal(rows.length, count);
  assert.deepEqual(
    [rows[0], rows[49_999], rows[50_000], rows.at(-1)],
    [
      { n: 0, level: "yes" },
      { n: 49_999, level: "no" },
      { n: 50_000, level: "no" },
      { n: 120_000, level: "yes" },
    ],
  );
});

test("a header without records is a Parquet file without rows; no header is E1006", async () => {
  const { rows, meta } = await readBack("a,b\n");
  assert.deepEqual([rows, meta.schema.length], [[], 3]);
  await assert.rejects(
    toParquet(new Blob([""])),
    (error: unknown) => error instanceof SymbolonError && error.code === "E1006",
  );
});
