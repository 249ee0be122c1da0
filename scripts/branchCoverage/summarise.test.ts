import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLcov } from "./formatLcov.ts";
import { formatSummary } from "./formatSummary.ts";
import { percent } from "./percent.ts";
import type { Probe } from "./probe.ts";
import { summarise } from "./summarise.ts";

const probes: Probe[] = [
  { id: 1, kind: "function", file: "A.sol", line: 3, label: "f" },
  { id: 2, kind: "statement", file: "A.sol", line: 4, label: "IfStatement" },
  { id: 3, kind: "branch", file: "A.sol", line: 4, label: "if a: true", decision: 0 },
  { id: 4, kind: "branch", file: "A.sol", line: 4, label: "if a: false", decision: 0 },
];
const hits = new Map([
  [1, 5],
  [2, 5],
  [4, 5],
]);
const review = { file: "A.sol", label: "if a: true", reason: "cannot happen" };

test("only what was executed counts as covered", () => {
  const { total, missed } = summarise(probes, hits, []);
  assert.deepEqual(total.branch, { hit: 1, all: 2 });
  assert.equal(percent(total.branch), 50);
  assert.deepEqual(
    missed.map(({ label }) => label),
    ["if a: true"],
  );
  assert.match(formatSummary(summarise(probes, hits, [])), /A\.sol:4 branch if a: true/);
});

test("a reviewed branch leaves the count and is printed with its reason", () => {
  const summary = summarise(probes, hits, [review]);
  assert.deepEqual(summary.total.branch, { hit: 1, all: 1 });
  assert.match(formatSummary(summary), /cannot happen/);
  assert.deepEqual(summary.staleReviews, []);
});

test("a review of a branch that a test takes, or of none, is stale", () => {
  assert.equal(summarise(probes, new Map([[3, 1]]), [review]).staleReviews.length, 1);
  assert.equal(summarise(probes, hits, [{ ...review, label: "if z: true" }]).staleReviews.length, 1);
});

test("lcov names both ways of a decision", () => {
  const text = formatLcov(probes, hits);
  assert.match(text, /BRDA:4,0,0,0\nBRDA:4,0,1,5\nBRF:2\nBRH:1\n/);
  assert.match(text, /FNDA:5,f:3\n/);
  assert.match(text, /DA:4,5\nLF:1\nLH:1\nend_of_record\n$/);
});
