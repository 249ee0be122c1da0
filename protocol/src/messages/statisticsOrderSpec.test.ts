import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDocument } from "./parse.ts";
import { StatisticsOrderSpec } from "./statisticsOrderSpec.ts";

const word = `0x${"ab".repeat(32)}`;
const cox = {
  statistic: "cox",
  time: "time",
  event: { column: "status", level: "1" },
  terms: [
    { column: "age", min: 0, max: 120 },
    { column: "sex", level: "female" },
  ],
};
const valid = {
  format: "symbolon-order/3",
  engine: "statistics",
  rows: 1,
  rhoMicro: "1",
  chainId: 31337,
  schemaDigest: word,
  datasetIds: ["1", "2", "3"],
  purpose: 1,
  buyerKey: word,
  request: cox,
  release: { kind: "aggregate" },
};
const privately = { rhoMicro: "24360", release: { kind: "private", epsilon: 1, delta: 1e-6 } };
const table = (by: object[]) => ({ statistic: "table", by });
const quantiles = {
  statistic: "quantiles",
  column: "age",
  min: 0,
  max: 120,
  step: 0.5,
  probabilities: [0.25, 0.5],
};
const curves = {
  statistic: "kaplan-meier",
  time: "time",
  event: { column: "status", level: "1" },
  grid: [30, 60],
};
const faults = (change: object) =>
  StatisticsOrderSpec.safeParse({ ...valid, ...change }).error?.issues.map(({ message }) => message) ?? [];

test("defaults are filled in, and the filled order reads as itself", () => {
  const spec = StatisticsOrderSpec.parse(valid);
  assert.deepEqual(spec.release, { kind: "aggregate", minRecords: 30, minCell: 10, minHospitals: 3 });
  assert.deepEqual(spec.precision, { fractionBits: 32 });
  assert.ok(spec.request.statistic === "cox" && spec.request.ties === "efron");
  assert.deepEqual(StatisticsOrderSpec.parse(JSON.parse(JSON.stringify(spec))), spec);
});

test("every statistic can be asked for, the bounded ones privately too", () => {
  const means = { statistic: "means", columns: [{ column: "age", min: 0, max: 120 }] };
  const logistic = { statistic: "logistic", outcome: { column: "status", level: "1" }, terms: cox.terms };
  const sides = [
    { column: "sex", levels: ["male", "female"] },
    { column: "age", edges: [0, 50, 120] },
  ];
  for (const request of [table([]), table(sides), means, quantiles, curves]) {
    assert.deepEqual(faults({ request }), []);
    assert.deepEqual(faults({ request, ...privately, datasetIds: ["1"] }), []);
  }
  for (const request of [logistic, cox]) {
    assert.deepEqual(faults({ request }), []);
    assert.ok(faults({ request, ...privately }).some((fault) => /cannot be private/.test(fault)));
  }
});

test("each contradiction is named", () => {
  const age = { column: "age", min: 0, max: 120 };
  const cases: [object, RegExp][] = [
    [{ datasetIds: ["1", "1", "2"] }, /dataset repeats/],
    [{ datasetIds: ["1", "2"] }, /fewer than 3 hospitals/],
    [{ rhoMicro: "2" }, /a mark of 1 micro-rho/],
    [{ cohort: [1, 2].map((from) => ({ column: "age", from })) }, /two conditions/],
    [{ request: { ...cox, terms: [age, age] } }, /term repeats/],
    [{ request: { ...cox, terms: [{ ...age, max: 0 }] } }, /range is empty/],
    [{ request: table([1, 2].map(() => ({ column: "sex", levels: ["male"] }))) }, /column repeats/],
    [{ request: table([{ column: "sex", levels: ["male", "male"] }]) }, /level repeats/],
    [{ request: table([{ column: "age", edges: [0, 0] }]) }, /do not ascend/],
    [
      {
        request: table(
          ["a", "b"].map((column) => ({ column, edges: Array.from({ length: 200 }, (_, i) => i) })),
        ),
      },
      /too many cells/,
    ],
    [{ request: { statistic: "means", columns: [age, age] } }, /column repeats/],
    [{ request: { ...quantiles, step: 0.7 } }, /whole number of steps/],
    [{ request: { ...quantiles, step: 1e-9 } }, /2\^24 steps/],
    [{ request: { ...quantiles, probabilities: [0, 0.5] } }, /within 0 and 1/],
    [{ request: { ...curves, grid: [0, 30] } }, /not positive/],
    [
      {
        request: {
          ...curves,
          grid: Array.from({ length: 3000 }, (_, i) => 1 + i),
          by: { column: "sex", levels: ["male", "female"] },
        },
      },
      /too many grid times/,
    ],
  ];
  for (const [change, expected] of cases)
    assert.ok(
      faults(change).some((fault) => expected.test(fault)),
      `${expected}: ${faults(change).join("; ")}`,
    );
});

test("limits below the floor, unknown statistics and surplus members are refused", () => {
  for (const change of [
    { release: { kind: "aggregate", minCell: 4 } },
    { release: { kind: "aggregate", minHospitals: 1 } },
    { release: { kind: "aggregate", minRecords: 9 } },
    { release: { kind: "exact" } },
    { request: { statistic: "records" } },
    { precision: { fractionBits: 50 } },
    { rows: 2 },
    { datasetIds: ["1", "2", "3", "4", "5", "6", "7", "8", "9"] },
    { surplus: 1 },
  ])
    assert.throws(() => parseDocument(StatisticsOrderSpec, { ...valid, ...change }, "order"), {
      code: "E1006",
    });
});
