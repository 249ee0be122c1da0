import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { canonicalJson, digestOfDocument, type Hex, merkleTree, SymbolonError } from "@symbolon/protocol";
import { optOutRoot, parseOptOutBook } from "@symbolon/synth-worker/upload";
import { keepOptOutList, type OptOutList } from "./keepOptOutList.ts";

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const SUBJECTS = ["P-1", "P-2", "P-3"];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "symbolon-opt-outs-"));
  const consents = SUBJECTS.map((subject, row) => ({
    ...{ row, subject, given: "2026-01-01", salt: word("01"), recordHash: word("02") },
    ...{ consentKey: `0x${"03".repeat(20)}`, privateKey: word("04"), nullifier: word("05"), leafIndex: row },
  }));
  const book = { fileDigest: "ab".repeat(32), holdoutSecret: word("06"), root: word("07"), consents };
  writeFileSync(join(folder, "consents.json"), canonicalJson({ format: "symbolon-consent-book/1", ...book }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A list as the hub answers it. */
function listOf(subjects: readonly string[], reversed: readonly string[] = []): OptOutList {
  const entries = subjects.map((subject, i) => ({ subject, salt: word(`1${i}`) }));
  const { root } = merkleTree(entries.map((entry) => digestOfDocument(entry)));
  return { root, persons: entries.length, entries, reversed };
}
const file = () => join(folder, "opt-outs.json");
const book = () => parseOptOutBook(JSON.parse(readFileSync(file(), "utf8")));
const code = (name: string) => (error: unknown) => error instanceof SymbolonError && error.code === name;

test("Art. 71(1): the hub's list is one the node can open by its root, and a reversal makes the next list shorter", async () => {
  const both = listOf(["P-3", "P-1"]);
  await keepOptOutList(folder, both);
  assert.deepEqual(
    book().lists.map(({ root, entries }) => [root === optOutRoot(entries), entries.map(({ row }) => row)]),
    [[true, [2, 0]]],
  );
  assert.equal(statSync(file()).mode & 0o777, 0o600);
  await keepOptOutList(folder, both);
  assert.equal(book().lists.length, 1, "the same again changes nothing");
  await keepOptOutList(folder, listOf(["P-3"], ["P-1"]));
  assert.deepEqual(
    book().lists.map(({ entries }) => entries.length),
    [2, 1],
    "older lists stay, for permits that they bind",
  );
  assert.deepEqual(readdirSync(folder).sort(), ["consents.json", "opt-outs.json"]);
});

test("nobody is lost: whom the node left out and the hub does not know stops it, as does a person without a record", async () => {
  await keepOptOutList(folder, listOf(["P-1", "P-2"]));
  const before = readFileSync(file(), "utf8");
  await assert.rejects(keepOptOutList(folder, listOf(["P-1"])), code("E3010"));
  await assert.rejects(keepOptOutList(folder, listOf(["P-1", "P-2", "P-9"])), code("E3004"));
  await assert.rejects(
    keepOptOutList(folder, { ...listOf(["P-1", "P-2"]), root: word("99") }),
    code("E9001"),
  );
  assert.equal(readFileSync(file(), "utf8"), before);
  rmSync(join(folder, "consents.json"));
  await assert.rejects(keepOptOutList(folder, listOf(["P-1", "P-2"])), code("E1005"));
});
