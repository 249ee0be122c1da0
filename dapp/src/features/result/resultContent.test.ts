import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { resultContent } from "./resultContent.ts";

const contentOf = (text: string, lines: number) =>
  resultContent({ blob: new Blob([text]), hash: "0x", fileName: "order-1.csv", lines });

test("the head of a long file is read and no more; its number of records is what was counted on the way", async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `${i},x`);
  const content = await contentOf(`n,level\n${rows.join("\n")}\n`, 100_001);
  assert.ok(content.kind === "records");
  assert.deepEqual(content.preview.header, ["n", "level"]);
  assert.deepEqual([content.preview.rows.length, content.preview.totalRows], [12, 100_000]);
});

test("a record that the head cuts through is not shown, and a short file is shown whole", async () => {
  const wide = "x".repeat(60_000);
  const cut = await contentOf(`a\n${`${wide}\n`.repeat(8)}`, 9);
  assert.ok(cut.kind === "records");
  assert.ok(cut.preview.rows.every(([cell]) => cell === wide));
  assert.deepEqual([cut.preview.rows.length, cut.preview.totalRows], [4, 8]);
  const short = await contentOf("a\n1\n2", 3);
  assert.ok(short.kind === "records" && short.preview.rows.length === 2 && short.preview.totalRows === 2);
});

test("a result that begins as JSON and is no statistic is E1006", async () => {
  await assert.rejects(
    contentOf('{"format":"something else"}', 1),
    (error: unknown) => error instanceof SymbolonError && error.code === "E1006",
  );
});
