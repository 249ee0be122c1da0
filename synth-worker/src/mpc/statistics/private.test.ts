import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedDataMissing, sharedTable } from "../../evaluate/fidelity/test-support/sharedTable.ts";
import { kaplanMeier } from "../../evaluate/utility/kaplanMeier.ts";
import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { keystream } from "../../random/keystream.ts";
import { chargeOf } from "./chargeOf.ts";
import type { Statistic } from "./statistic.ts";
import { type StatisticParameters, type StatisticResult, statisticOf } from "./statisticOf.ts";
import { lungRequests } from "./test-support/lungRequests.ts";
import { lungSites } from "./test-support/lungSites.ts";
import { near } from "./test-support/near.ts";
import { numbers } from "./test-support/numbers.ts";
import { released } from "./test-support/released.ts";
import { runStatistic } from "./test-support/runStatistic.ts";
import { PRIVATE, specOf } from "./test-support/specOf.ts";

const table = (...by: object[]) => ({ statistic: "table", by });
const event = { column: "status", level: "1" };

const bounded = [
  lungRequests.sexByEcog,
  table({ column: "age", edges: [0, 50, 60, 70, 120], missing: true }),
  lungRequests.means,
  lungRequests.quantiles,
  lungRequests.curves,
];

/** All numbers of a run's first private round, as whole multiples of its unit. */
function wholes(statistic: Statistic<StatisticParameters, StatisticResult>, tables: readonly MixedTable[]) {
  const step = statistic.start();
  assert.ok(step.step === "round" && step.plan.noise !== null);
  const { plan } = step;
  const sums = new Float64Array(plan.length);
  for (const each of tables)
    statistic.local(each, plan).forEach((number, i) => {
      sums[i]! += number * 2 ** plan.fractionBits;
    });
  return { sums, noise: plan.noise! };
}

test("one patient less moves a private round by no more than its noise was paid for", {
  skip: sharedDataMissing,
}, () => {
  const lung = sharedTable("lung/lung");
  for (const request of bounded) {
    const statistic = statisticOf(specOf(request, 1, PRIVATE));
    const { sums, noise } = wholes(statistic, [lung]);
    const [rho, variance] = [noise.rho, noise.variance].map(({ num, den }) => Number(num) / Number(den));
    const allowed = 2 * (rho! - 1e-9) * variance!;
    let most = 0;
    for (let gone = 0; gone < lung.rows; gone++) {
      const less = wholes(statistic, [without(lung, gone)]).sums;
      assert.ok(sums.every(Number.isInteger) && less.every(Number.isInteger));
      most = Math.max(
        most,
        sums.reduce((square, number, i) => square + (number - less[i]!) ** 2, 0),
      );
    }
    assert.ok(most > 0 && most <= allowed * (1 + 1e-9), `${most} of ${allowed}`);
  }
});

function without(lung: MixedTable, gone: number): MixedTable {
  return {
    rows: lung.rows - 1,
    columns: lung.columns.map(
      (column): MixedColumn =>
        column.kind === "number"
          ? { ...column, values: column.values.filter((_, row) => row !== gone) }
          : { ...column, codes: column.codes.filter((_, row) => row !== gone) },
    ),
  };
}

test("a record at the end of its range moves private means as far as was paid for", () => {
  const end: MixedTable = {
    rows: 1,
    columns: [{ name: "x", kind: "number", values: Float64Array.of(1e9), decimals: 0 }],
  };
  for (const columns of [1, 3]) {
    const all = Array.from({ length: columns }, (_, c) => ({ column: `x${c}`, min: -5, max: 5 }));
    const wide = { ...end, columns: all.map(({ column }) => ({ ...end.columns[0]!, name: column })) };
    const statistic = statisticOf(specOf({ statistic: "means", columns: all }, 1, PRIVATE));
    const { sums, noise } = wholes(statistic, [wide]);
    const square = sums.reduce((sum, number) => sum + number ** 2, 0);
    assert.equal(square, 3 * columns * 2 ** 40);
    near(Number(noise.variance.num) / Number(noise.variance.den) / square, 10, 1e-6);
  }
});

test("noise does not carry means and variances out of what the range allows", () => {
  const columns = [{ column: "x", min: 0, max: 100 }];
  const statistic = statisticOf(specOf({ statistic: "means", columns }, 1, PRIVATE));
  const step = statistic.start();
  assert.ok(step.step === "round");
  const of = (...sums: number[]) => {
    const end = statistic.combine(step.plan, Float64Array.from(sums));
    assert.ok(end.step === "released" && end.result.statistic === "means");
    return end.result.columns[0]!;
  };
  assert.deepEqual(of(11, 0, 50), { column: "x", records: 11, mean: 50, variance: 2750 });
  assert.deepEqual(of(11, 30, 5), { column: "x", records: 11, mean: 100, variance: 0 });
  assert.deepEqual(of(1.9, 0, 1), { column: "x", records: null, mean: null, variance: null });
});

test("a private run is charged before each opening, for no more than the order's budget", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  for (const request of bounded) {
    const { end, rounds, spentRhoMicro } = runStatistic(specOf(request, 3, PRIVATE), sites);
    assert.ok(end.step === "released" && end.result.privacy.label === "private");
    assert.equal(end.result.privacy.rhoMicro, PRIVATE.rhoMicro);
    assert.ok(spentRhoMicro <= BigInt(PRIVATE.rhoMicro));
    // Noise of several nodes is accounted as zCDP, not as Gaussian.
    assert.ok(rounds.every(({ plan }) => chargeOf(plan)?.sigma === null));
    // 2000 steps are eleven halvings.
    assert.equal(rounds.length, request === lungRequests.quantiles ? 11 : 1);
  }
  for (const request of bounded)
    assert.throws(() => statisticOf(specOf(request, 1, { ...PRIVATE, rhoMicro: "0" })), RangeError);
});

test("a private table has the noise it says, and shows small cells as they come", () => {
  // 4,000 empty cells: their mean square against the noise's variance, normal limits at false-alarm rate 1e-6 (z = 4.8916).
  const edges = Array.from({ length: 1001 }, (_, i) => i);
  const levels = ["a", "b", "c", "d"];
  const empty: MixedTable = {
    rows: 0,
    columns: [
      { name: "x", kind: "number", values: new Float64Array(0), decimals: 0 },
      { name: "g", kind: "category", levels, codes: new Int32Array(0) },
    ],
  };
  const spec = specOf(table({ column: "g", levels }, { column: "x", edges }), 1, PRIVATE);
  const result = released("table", spec, [empty]);
  assert.ok(result.privacy.label === "private");
  const square = result.counts.reduce((sum: number, count) => sum + count! ** 2, 0) / 4000;
  const ratio = square / result.privacy.noiseDeviation ** 2;
  assert.ok(Math.abs(ratio - 1) < 4.8916 * Math.sqrt(2 / 4000), `${ratio}`);
  // rho = 0.05: sigma^2 = 10, of which the sum carries 15.
  near(result.privacy.noiseDeviation, Math.sqrt(15), 1e-5);
  assert.equal(
    result.total,
    result.counts.reduce((sum: number, count) => sum + count!, 0),
  );
});

/** 20,000 records of whole numbers from 0 to 99, even, and an event for the lower half. */
const { nextBelow } = keystream(new Uint8Array(32).fill(3), "counts");
const many: MixedTable = (() => {
  const values = Float64Array.from({ length: 20_000 }, () => nextBelow(100));
  return {
    rows: 20_000,
    columns: [
      { name: "x", kind: "number", values, decimals: 0 },
      { name: "time", kind: "number", values: values.map((value) => value + 1), decimals: 0 },
      {
        name: "status",
        kind: "category",
        levels: ["0", "1"],
        codes: Int32Array.from(values, (value) => Number(value < 50)),
      },
    ],
  };
})();

test("private means, quantiles and curves are near those of the records", () => {
  const values = numbers([many], "x");
  const change = { ...PRIVATE, rhoMicro: "100000" };
  const column = { column: "x", min: 0, max: 100 };
  const mean = released("means", specOf({ statistic: "means", columns: [column] }, 1, change), [many]);
  const truth = values.reduce((sum, value) => sum + value, 0) / values.length;
  // sd of a sum sqrt(1.5 * 3 / (2 * 0.1)) = 4.7 records of 20,000, times half a range: 0.012 in the mean, so this is beyond 80 sd.
  near(mean.columns[0]!.mean, truth, 1);
  assert.ok(mean.columns[0]!.variance! > 700 && mean.columns[0]!.variance! < 1000);
  const request = { statistic: "quantiles", ...column, step: 1, probabilities: [0.1, 0.5, 0.9] };
  const sorted = [...values].sort((a, b) => a - b);
  released("quantiles", specOf(request, 1, change), [many]).quantiles.forEach(
    ({ probability, from, to, estimate }) => {
      // A step holds 200 records, and the noise of a count up to it has sd below 40: two steps are beyond 8 sd.
      near(estimate, sorted[Math.ceil(probability * sorted.length) - 1]!, 2);
      assert.equal(from, to);
    },
  );
  const grid = [20, 40, 60, 80, 100];
  const spec = specOf({ statistic: "kaplan-meier", time: "time", event, grid }, 1, change);
  const [curve] = released("kaplan-meier", spec, [many]).curves;
  assert.deepEqual([curve!.times, curve!.standardErrors], [grid, null]);
  const exact = kaplanMeier(
    Float64Array.from(numbers([many], "time"), (at) => Math.ceil(at / 20) * 20),
    Uint8Array.from(numbers([many], "status")),
  );
  curve!.survival.forEach((height, t) => {
    near(height, exact.survivalAt(grid[t]!), 0.02);
    assert.ok(t === 0 || height <= curve!.survival[t - 1]!);
  });
});

test("a private release of nobody is noise and no fault", () => {
  const nobody = { ...PRIVATE, cohort: [{ column: "x", from: 1000 }] };
  const column = { column: "x", min: 0, max: 100 };
  for (const request of [
    { statistic: "means", columns: [column] },
    { statistic: "quantiles", ...column, step: 1, probabilities: [0.5] },
    { statistic: "kaplan-meier", time: "time", event, grid: [20, 40] },
    table(),
  ]) {
    const { end } = runStatistic(specOf(request, 1, nobody), [many]);
    assert.ok(end.step === "released");
    assert.ok(!/NaN|null,null,null\]/.test(JSON.stringify(end)), JSON.stringify(end));
  }
});
