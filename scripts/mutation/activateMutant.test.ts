import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { activateMutant, findSwitchboard } from "./activateMutant.ts";
import { ACTIVE_PLACEHOLDER } from "./mutantLibrary.ts";

const folder = mkdtempSync(join(tmpdir(), "symbolon-switchboard-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const mutated = `{ "bytecode": "0x60${ACTIVE_PLACEHOLDER}14${ACTIVE_PLACEHOLDER}" }`;
const word = (id: string) => id.padStart(64, "0");
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const read = (path: string) => readFileSync(join(folder, path), "utf8");

test("one mutant follows the other, and none is left over", () => {
  mkdirSync(join(folder, "A.sol"));
  mkdirSync(join(folder, "build-info"));
  write("A.sol/A.json", mutated);
  write("A.sol/B.json", "{}");
  write("build-info/1.json", mutated);
  const board = findSwitchboard(folder);
  assert.deepEqual([...board.keys()], [join(folder, "A.sol/A.json")]);
  for (const [id, expected] of [
    [1, word("1")],
    [730, word("2da")],
    [0, ACTIVE_PLACEHOLDER],
  ] as const) {
    activateMutant(board, id);
    assert.equal(read("A.sol/A.json"), mutated.replaceAll(ACTIVE_PLACEHOLDER, expected));
  }
  assert.equal(read("build-info/1.json"), mutated, "what compilers are asked is left alone");
});
