import assert from "node:assert/strict";
import { test } from "node:test";
import { AGGREGATE } from "@symbolon/protocol";
import { statisticLines } from "./statisticLines.ts";

const privacy = { label: AGGREGATE } as const;

test("a table of two columns is printed with its totals; what is suppressed is said, never printed as a number", () => {
  const lines = statisticLines({
    statistic: "table",
    privacy,
    sides: [
      { column: "sex", labels: ["f", "m"] },
      { column: "stage", labels: ["1", "2"] },
    ],
    counts: [20, null, 30, null],
    rowTotals: [31, 44],
    columnTotals: [50, 25],
    total: 75,
  });
  assert.deepEqual(lines, [
    AGGREGATE,
    "sex by stage  1   2          total",
    "f             20  not shown  31",
    "m             30  not shown  44",
    "total         50  25         75",
  ]);
});

test("a regression is printed with its ratios and what it rests on", () => {
  const model = {
    privacy,
    logLikelihood: -551.3,
    nullLogLikelihood: -568.26,
    records: 226,
    events: 163,
    evaluations: 5,
  };
  const lines = statisticLines({
    statistic: "cox",
    ties: "efron",
    ...model,
    terms: [
      { term: "sex=female", coefficient: Math.log(2), standardError: 0.5 },
      { term: "x", coefficient: null, standardError: null },
    ],
  });
  assert.match(lines[2]!, /^sex=female +0\.693147 +0\.5 +2$/);
  assert.match(lines[3]!, /^x( +not shown){3}$/);
  assert.equal(lines[4], "226 records, 163 events. Log-likelihood -551.300, without terms -568.260.");
});
