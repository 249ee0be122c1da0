import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { formatGasDifferences } from "./formatGasDifferences.ts";
import { readGasSnapshot } from "./readGasSnapshot.ts";
import { compareGas } from "./snapshot.ts";
import { writeGasSnapshot } from "./writeGasSnapshot.ts";

const failing = (committed: Record<string, number>, measured: Record<string, number>, tolerance?: number) =>
  compareGas(committed, measured, tolerance)
    .filter(({ isBeyond }) => isBeyond)
    .map(({ operation }) => operation);

test("two per cent either way pass, more does not", () => {
  assert.deepEqual(failing({ buy: 100_000 }, { buy: 102_000 }), []);
  assert.deepEqual(failing({ buy: 100_000 }, { buy: 98_000 }), []);
  assert.deepEqual(failing({ buy: 100_000 }, { buy: 102_001 }), ["buy"]);
  assert.deepEqual(failing({ buy: 100_000 }, { buy: 97_999 }), ["buy"]);
  assert.deepEqual(failing({ buy: 100_000 }, { buy: 104_000 }, 5), []);
});

test("a new or vanished operation fails, an equal one is not mentioned", () => {
  assert.deepEqual(failing({ a: 1, b: 2 }, { a: 1, c: 3 }), ["b", "c"]);
  assert.deepEqual(compareGas({ a: 1 }, { a: 1 }), []);
});

test("what is no amount of gas is refused", () => {
  for (const gas of [0, -1, 1.5, Number.NaN])
    assert.throws(() => compareGas({ a: gas }, { a: 1 }), RangeError);
});

test("failures are printed first, with both numbers and the change", () => {
  const lines = formatGasDifferences(compareGas({ a: 1000, b: 1000, c: 5 }, { a: 1010, b: 1100 })).split(
    "\n",
  );
  assert.match(lines[0]!, /^FAILED b +1000 -> +1100 +\+10\.00 %$/);
  assert.match(lines[1]!, /^FAILED c +5 -> +gone$/);
  assert.match(lines[2]!, /^ok +a +1000 -> +1010 +\+1\.00 %$/);
});

test("a snapshot is written sorted and read back; another file is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-gas-"));
  try {
    const path = join(folder, "deep", "gas.json");
    await writeGasSnapshot(path, { b: 2, a: 1 });
    assert.equal(await readFile(path, "utf8"), '{\n  "a": 1,\n  "b": 2\n}\n');
    assert.deepEqual(await readGasSnapshot(path), { a: 1, b: 2 });
    await writeFile(path, '{"a": "1"}');
    await assert.rejects(readGasSnapshot(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
