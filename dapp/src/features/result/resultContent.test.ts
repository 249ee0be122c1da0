import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError, zipFiles } from "@symbolon/protocol";
import { resultContent } from "./resultContent.ts";
import { resultFileName } from "./resultFileName.ts";

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

test("an archive is known by its first bytes, whatever else it says; text that begins like one is none", async () => {
  const zip = new TextDecoder("latin1").decode(zipFiles([{ name: "a.csv", bytes: new Uint8Array([1]) }]));
  assert.deepEqual(await contentOf(zip, 0), { kind: "archive" });
  assert.equal((await contentOf("PK,b\n1,2\n", 2)).kind, "records");
});

test("straight to a file, a result has the ending of what it is", () => {
  const release = { kind: "high-fidelity", epsilon: null, membership: null, passed: null } as const;
  const nameOf = (change: object) => resultFileName({ id: "4", spec: null, release, ...change });
  assert.equal(nameOf({}), "symbolon-order-4.csv");
  assert.equal(nameOf({ release: null }), "symbolon-order-4.csv");
  assert.equal(nameOf({ release: { ...release, product: "images" } }), "symbolon-order-4.zip");
  assert.equal(nameOf({ spec: { engine: "statistics" } }), "symbolon-order-4.json");
});
