import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mutant } from "./mutant.ts";
import { readOptions } from "./options.ts";
import { type Fate, score } from "./score.ts";
import { testStages } from "./testStages.ts";

const mutant: Mutant = { id: 1, file: "contracts/src/a/A.sol", line: 1, operator: "", plain: [], wraps: [] };
const fates = (...list: Fate[]) => list.map((fate) => ({ mutant, fate }));

test("time-outs are kills; equivalent and invalid mutants do not count", () => {
  const counted = score(fates("killed", "timeout", "survived", "killed", "equivalent", "invalid"));
  assert.equal(counted.scorePercent, 75);
  assert.equal(counted.equivalent, 1);
  assert.equal(score(fates("survived")).scorePercent, 0);
});

test("a mutant meets the tests of its own folder first and the invariants last", () => {
  const tests = [
    "t/invariants/I.t.sol",
    "t/a/AInvariants.t.sol",
    "t/b/B.t.sol",
    "t/a/X.t.sol",
    "t/regression/A.t.sol",
  ];
  assert.deepEqual(testStages("contracts/src/a/A.sol", tests), [
    ["t/a/X.t.sol", "t/regression/A.t.sol"],
    ["t/b/B.t.sol"],
    ["t/invariants/I.t.sol", "t/a/AInvariants.t.sol"],
  ]);
});

test("options out of range are refused", () => {
  assert.equal(readOptions(["--sample", "20"])?.sample, 20);
  assert.equal(readOptions(["--no-equivalents"])?.equivalents, false);
  assert.equal(readOptions(["--help"]), null);
  assert.throws(() => readOptions(["--sample", "0"]), TypeError);
  assert.throws(() => readOptions(["--min-score", "101"]), TypeError);
  assert.throws(() => readOptions(["--unknown"]), TypeError);
});
