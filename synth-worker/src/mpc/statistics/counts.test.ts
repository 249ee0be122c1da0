import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedDataMissing, sharedTable } from "../../evaluate/fidelity/test-support/sharedTable.ts";
import { kaplanMeier } from "../../evaluate/utility/kaplanMeier.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { statisticOf } from "./statisticOf.ts";
import { lungRequests } from "./test-support/lungRequests.ts";
import { dealt, lungSites } from "./test-support/lungSites.ts";
import { near } from "./test-support/near.ts";
import { numbers } from "./test-support/numbers.ts";
import { released } from "./test-support/released.ts";
import { runStatistic } from "./test-support/runStatistic.ts";
import { PRIVATE, specOf } from "./test-support/specOf.ts";

const table = (...by: object[]) => ({ statistic: "table", by });

test("a table's counts are those of all records, small ones and their complements suppressed", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  const result = released("table", specOf(lungRequests.sexByEcog, 3), sites);
  // Males 36, 71, 29, 1 by ECOG 0 to 3, one of them of no institution; females 27, 42, 21, none.
  assert.deepEqual(result.counts, [36, 71, null, null, 27, 42, null, null]);
  assert.deepEqual(result.rowTotals, [136, 90]);
  assert.deepEqual(result.columnTotals, [63, 113, null, null]);
  assert.equal(result.total, 226);
  assert.deepEqual(result.privacy, { label: "aggregate, not private" });
  assert.deepEqual(result.sides[0], { column: "sex", labels: ["male", "female"] });
  const ages = released("table", specOf(table({ column: "age", edges: [0, 60, 70, 75] }), 3), sites);
  const all = numbers(sites, "age");
  // The last bin has everybody above it too.
  const bins = [0, 60, 70].map(
    (from, i) => all.filter((age) => age >= from && (i === 2 || age < from + (i === 0 ? 60 : 10))).length,
  );
  assert.deepEqual(ages.counts, bins);
  assert.deepEqual(ages.sides[0]!.labels, ["0 to below 60", "60 to below 70", "70 to below 75"]);
  const count = released("table", specOf(table(), 3, { cohort: [{ column: "sex", in: ["female"] }] }), sites);
  assert.deepEqual([count.counts, count.total], [[90], 90]);
});

test("missing cells are left out of a table or have a cell of their own", { skip: sharedDataMissing }, () => {
  const sites = lungSites();
  const meals = numbers(sites, "meal_cal");
  const there = meals.filter((value) => !Number.isNaN(value)).length;
  const side = { column: "meal_cal", edges: [0, 1000, 2000] };
  const without = released("table", specOf(table(side), 3), sites);
  assert.equal(without.total, there);
  const counted = released("table", specOf(table({ ...side, missing: true }), 3), sites);
  assert.deepEqual([counted.counts.at(-1), counted.total], [meals.length - there, meals.length]);
  assert.equal(counted.sides[0]!.labels.at(-1), "(missing)");
});

test("too small a cohort, or too few hospitals with records of it, gives nothing", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  for (const request of [table(), lungRequests.means, lungRequests.quantiles, lungRequests.curve]) {
    const few = runStatistic(specOf(request, 3, { cohort: [{ column: "age", from: 78 }] }), sites);
    assert.ok(few.end.step === "withheld" && /too few records/.test(few.end.reason));
    const limits = { release: { kind: "aggregate", minCell: 58 } };
    const one = runStatistic(specOf(request, 3, limits), sites);
    assert.ok(one.end.step === "withheld" && /too few hospitals/.test(one.end.reason));
    assert.deepEqual([few.rounds.length, one.rounds.length], [1, 1]);
  }
});

test("means and variances are those of all records to the fixed point's error", {
  skip: sharedDataMissing,
}, () => {
  const { columns } = released("means", specOf(lungRequests.means, 3), lungSites());
  // pandas on the 227 records that have an institution.
  assert.deepEqual(
    columns.map(({ records }) => records),
    [227, 180],
  );
  near(columns[0]!.mean, 62.418502202643175, 1e-9);
  near(columns[0]!.variance, 82.50107208295972, 1e-8);
  near(columns[1]!.mean, 929.9777777777778, 1e-7);
  near(columns[1]!.variance, 162386.5358162632, 1e-4);
  const rare = specOf(lungRequests.means, 3, { release: { kind: "aggregate", minRecords: 200 } });
  assert.deepEqual(released("means", rare, lungSites()).columns[1], {
    column: "meal_cal",
    records: null,
    mean: null,
    variance: null,
  });
});

test("a quantile lies in its bracket, which holds at least the smallest cell", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  const sorted = numbers(sites, "time").sort((a, b) => a - b);
  const { quantiles } = released("quantiles", specOf(lungRequests.quantiles, 3), sites);
  quantiles.forEach(({ probability, from, to, estimate }) => {
    const exact = sorted[Math.ceil(probability * sorted.length) - 1]!;
    assert.ok(from <= exact && exact <= to && from <= estimate && estimate <= to, `${from} ${exact} ${to}`);
    const held = sorted.filter((value) => value >= from && value <= to).length;
    assert.ok(held >= 10 && held < 25, `${held}`);
  });
});

test("where many records share each value, quantiles are exact", { skip: sharedDataMissing }, () => {
  const flchain = sharedTable("flchain/flchain");
  const probabilities = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9];
  const request = { statistic: "quantiles", column: "age", min: 0, max: 120, step: 1, probabilities };
  const { quantiles } = released("quantiles", specOf(request, 5), dealt(flchain, 5));
  const sorted = numbers([flchain], "age").sort((a, b) => a - b);
  quantiles.forEach(({ probability, from, to, estimate }) => {
    const exact = sorted[Math.ceil(probability * sorted.length) - 1]!;
    assert.deepEqual([from, to, estimate], [exact, exact, exact]);
  });
});

test("a share that a whole number of records makes up exactly is not one record more", () => {
  // 0.07 * 1000 is a little above 70 in doubles; every value is there ten times.
  const values = Float64Array.from({ length: 1000 }, (_, i) => Math.floor(i / 10));
  const thousand: MixedTable = { rows: 1000, columns: [{ name: "x", kind: "number", values, decimals: 0 }] };
  const request = {
    statistic: "quantiles",
    column: "x",
    min: 0,
    max: 100,
    step: 1,
    probabilities: [0.07, 0.0701],
  };
  const { quantiles } = released("quantiles", specOf(request, 3), dealt(thousand, 3));
  assert.deepEqual(
    quantiles.map(({ from, to }) => [from, to]),
    [
      [6, 6],
      [7, 7],
    ],
  );
});

test("survival curves are Kaplan and Meier's at the times they are shown at", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  const times = numbers(sites, "time");
  const events = numbers(sites, "status");
  const sexes = numbers(sites, "sex");
  for (const by of [false, true]) {
    const result = released("kaplan-meier", specOf(by ? lungRequests.curves : lungRequests.curve, 3), sites);
    assert.equal(result.curves.length, by ? 2 : 1);
    for (const curve of result.curves) {
      const kept = times.flatMap((_, i) =>
        curve.level === null || ["male", "female"][sexes[i]!] === curve.level ? [i] : [],
      );
      const exact = kaplanMeier(
        Float64Array.from(kept, (i) => times[i]!),
        Uint8Array.from(kept, (i) => events[i]!),
      );
      assert.ok(curve.times.length > 3);
      let from = 0;
      curve.times.forEach((at, t) => {
        near(curve.survival[t]!, exact.survivalAt(at), 1e-12);
        const greenwood = Array.from(exact.times).reduce(
          (sum, each, k) =>
            each <= at
              ? sum + exact.events[k]! / (exact.atRisk[k]! * (exact.atRisk[k]! - exact.events[k]!))
              : sum,
          0,
        );
        near(curve.standardErrors![t]!, exact.survivalAt(at) * Math.sqrt(greenwood), 1e-12);
        const between = kept.filter((i) => events[i] === 1 && times[i]! > from && times[i]! <= at).length;
        assert.ok(between >= 10, `${between} events between ${from} and ${at}`);
        assert.ok(kept.filter((i) => times[i]! > at).length >= 10);
        from = at;
      });
    }
  }
});

test("on a coarse grid the curve is that of times rounded up, cut off at its end", {
  skip: sharedDataMissing,
}, () => {
  const sites = lungSites();
  const grid = [90, 180, 270, 360, 450];
  const { curves: shown } = released("kaplan-meier", specOf({ ...lungRequests.curve, grid }, 3), sites);
  const times = numbers(sites, "time");
  const events = numbers(sites, "status");
  const exact = kaplanMeier(
    Float64Array.from(times, (at) => grid.find((end) => end >= at) ?? 451),
    Uint8Array.from(times, (at, i) => (at > 450 ? 0 : events[i]!)),
  );
  assert.deepEqual(shown[0]!.times, grid);
  shown[0]!.times.forEach((at, t) => {
    near(shown[0]!.survival[t]!, exact.survivalAt(at), 1e-12);
  });
});

/** A column of numbers that are codes, and a category whose levels are numbers but one. */
const coded: MixedTable = {
  rows: 60,
  columns: [
    {
      name: "n",
      kind: "number",
      values: Float64Array.from({ length: 60 }, (_, i) => (i < 5 ? Number.NaN : i % 2)),
      decimals: 0,
    },
    {
      name: "c",
      kind: "category",
      levels: ["10", "20", "many"],
      codes: Int32Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : i < 50 ? 1 : i < 55 ? 2 : -1)),
    },
  ],
};

test("numbers can be asked for by level, and categories by the numbers they are written as", () => {
  const local = (request: object, cohort?: object[]) => {
    const statistic = statisticOf(specOf(request, 1, { ...PRIVATE, ...(cohort && { cohort }) }));
    const step = statistic.start();
    assert.ok(step.step === "round");
    return Array.from(statistic.local(coded, step.plan), (number) => Math.round(number * 100) / 100);
  };
  assert.deepEqual(local(table({ column: "n", levels: ["1", "0", "7"], missing: true })), [28, 27, 0, 5]);
  assert.deepEqual(local(table({ column: "c", edges: [0, 15, 18], missing: true })), [30, 20, 10]);
  assert.deepEqual(local(table(), [{ column: "n", in: ["1"] }]), [28]);
  assert.deepEqual(local(table(), [{ column: "c", from: 10, below: 20 }]), [30]);
  // 20 as the end of the range.
  assert.deepEqual(
    local({ statistic: "means", columns: [{ column: "c", min: 0, max: 15 }] }),
    [50, 30, 23.33],
  );
  // (x - 15) / 15 for 10 and 20, summed and squared.
  assert.deepEqual(
    local({ statistic: "means", columns: [{ column: "c", min: 0, max: 30 }] }),
    [50, -3.33, 5.56],
  );
});

test("a column or level that is not there is a fault of the table", () => {
  for (const request of [
    table({ column: "none", levels: ["a"] }),
    { statistic: "kaplan-meier", time: "n", grid: [1], event: { column: "n", level: "many" } },
    { statistic: "means", columns: [{ column: "none", min: 0, max: 1 }] },
  ]) {
    const statistic = statisticOf(specOf(request, 1, PRIVATE));
    const step = statistic.start();
    assert.ok(step.step === "round");
    assert.throws(() => statistic.local(coded, step.plan), RangeError);
  }
});
