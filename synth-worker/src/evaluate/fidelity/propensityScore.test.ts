import assert from "node:assert/strict";
import { test } from "node:test";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { keystream } from "../../random/keystream.ts";
import { fitPropensity } from "./fitPropensity.ts";
import { independentColumns } from "./independentColumns.ts";
import { propensityDesign } from "./propensityDesign.ts";
import { propensityScore } from "./propensityScore.ts";
import { stackTables } from "./stackTables.ts";
import { halves, sharedDataMissing, sharedTable } from "./test-support/sharedTable.ts";
import { levels, numbers, tableOf } from "./test-support/smallTables.ts";
import { weightedCross } from "./weightedCross.ts";

const near = (actual: number | null, expected: number, tolerance: number) =>
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} +- ${tolerance}`,
  );

/** Two numbers, the second with the first's sign when `related`, a level that is missing at times, and a number with holes. */
function sample(seed: number, rows: number, related = true): MixedTable {
  const { nextBelow } = keystream(new Uint8Array(32).fill(seed), "propensity");
  const draws = Array.from({ length: rows }, () => [nextBelow(1000), nextBelow(500), nextBelow(4)] as const);
  return tableOf(
    numbers(
      "a",
      draws.map(([a]) => a),
    ),
    numbers(
      "b",
      draws.map(([a, b], i) => b + (related ? a : draws[(i + 1) % rows]![0])),
    ),
    levels(
      "c",
      draws.map(([, , c]) => c - 1),
    ),
    numbers(
      "d",
      draws.map(([, b, c]) => (c === 2 ? null : b % 7)),
    ),
  );
}

test("a fit is at the maximum: slope and intercept of grouped records are the log-odds", () => {
  // 30 of 40 positive where x is 0, 10 of 50 where it is 1.
  const counts = [
    [0, 1, 30],
    [0, 0, 10],
    [1, 1, 10],
    [1, 0, 40],
  ] as const;
  const x = Float64Array.from(counts.flatMap(([value, , count]) => new Array<number>(count).fill(value)));
  const labels = Uint8Array.from(counts.flatMap(([, label, count]) => new Array<number>(count).fill(label)));
  const { probabilities, parameters } = fitPropensity([x, x.map((value) => 3 - 2 * value)], labels);
  assert.equal(parameters, 2);
  probabilities.forEach((probability, row) => {
    near(probability, x[row] === 0 ? 0.75 : 0.2, 1e-9);
  });
});

test("groups that are parted without error end with probabilities near 0 and 1", () => {
  const x = Float64Array.of(-3, -2, -1, 1, 2, 3);
  const { probabilities } = fitPropensity([x], Uint8Array.of(0, 0, 0, 1, 1, 1));
  probabilities.forEach((probability, row) => {
    near(probability, Number(x[row]! > 0), 0.01);
  });
  assert.throws(() => fitPropensity([x], new Uint8Array(6)), RangeError);
  assert.throws(() => fitPropensity([x], Uint8Array.of(0, 1)), RangeError);
});

test("columns that are combinations of earlier ones are left out, zeros as well", () => {
  const one = new Float64Array(9).fill(1);
  const x = Float64Array.from({ length: 9 }, (_, i) => i);
  const square = x.map((value) => value * value);
  const kept = independentColumns([
    one,
    x,
    x.map((v) => 2 - 5 * v),
    new Float64Array(9),
    square,
    square.map((v, i) => v + i),
  ]);
  assert.deepEqual(kept, [one, x, square]);
  assert.deepEqual(
    [...weightedCross([one, x], Float64Array.of(1, 0, 0, 0, 0, 0, 0, 2, 1))],
    [4, 0, 22, 2 * 49 + 64],
  );
});

test("with records enough the design has squares and products, with fewer only the columns, with few only ranks", () => {
  const main = ["a", "b", "c is b", "c is c", "c missing", "d", "d missing"].length;
  assert.equal(propensityDesign(sample(1, 300)).length, 4);
  assert.equal(propensityDesign(sample(1, 600)).length, main);
  // Three squares and the products of two of four columns.
  assert.equal(propensityDesign(sample(1, 700)).length, main + 3 + 6);
});

test("equal tables have a pMSE of exactly 0", () => {
  const table = sample(2, 700);
  assert.deepEqual(propensityScore(table, table), { pMse: 0, ratio: 0 });
});

test("labels given by chance have a mean ratio of 1, with groups of one size and of different sizes", () => {
  const rows = 1600;
  const table = sample(3, rows);
  const { nextBelow } = keystream(new Uint8Array(32), "permute");
  for (const size of [800, 300]) {
    let sum = 0;
    const runs = 40;
    for (let run = 0; run < runs; run++) {
      const order = Int32Array.from({ length: rows }, (_, row) => row);
      for (let last = rows - 1; last > 0; last--) {
        const other = nextBelow(last + 1);
        [order[last], order[other]] = [order[other]!, order[last]!];
      }
      const { ratio } = propensityScore(
        pickRecords(table, order.subarray(size)),
        pickRecords(table, order.subarray(0, size)),
      );
      sum += ratio!;
    }
    // 17 parameters: one ratio has a standard deviation of sqrt(2 / 16) = .35, the mean of 40 .056. Fixed seed, so no false alarm.
    near(sum / runs, 1, 0.13);
  }
});

test("a moved column and a broken relation are far from chance", () => {
  const real = sample(4, 2000);
  const moved = sample(5, 2000);
  const first = moved.columns[0]!;
  if (first.kind !== "number") throw new Error("the sample has other columns");
  const shifted = {
    ...moved,
    columns: [{ ...first, values: first.values.map((v) => v + 100) }, ...moved.columns.slice(1)],
  };
  assert.ok(propensityScore(real, moved).ratio! < 2);
  assert.ok(propensityScore(real, shifted).ratio! > 4);
  assert.ok(propensityScore(real, sample(6, 2000, false)).ratio! > 10);
});

test("columns that do not vary leave no ratio, one record a side a finite one, other columns are refused", () => {
  const constant = tableOf(numbers("n", [1, 1, 1]), levels("c", [0, 0, 0]));
  assert.deepEqual(propensityScore(constant, constant), { pMse: 0, ratio: null });
  const none = tableOf(numbers("n", [null, null]), levels("c", [-1, -1]));
  assert.deepEqual(propensityScore(none, none), { pMse: 0, ratio: null });
  const { pMse, ratio } = propensityScore(tableOf(numbers("n", [1])), tableOf(numbers("n", [2])));
  near(pMse, 0.25, 0.01);
  assert.ok(Number.isFinite(ratio));
  assert.throws(() => propensityScore(constant, tableOf(numbers("n", [1]))), RangeError);
  assert.throws(() => propensityScore(constant, tableOf(numbers("n", []), levels("c", []))), RangeError);
  assert.throws(() => stackTables(constant, tableOf(levels("c", [1]), numbers("n", [1]))), RangeError);
});

test("NAFLD halves: pMSE as an independent unpenalised fit gives it on the same variables", {
  skip: sharedDataMissing,
}, () => {
  const { training, holdout } = halves(sharedTable("nafld/nafld_subject"));
  near(propensityScore(training, holdout, { maxRows: 10_000 }).pMse, 0.0004282560093721115, 1e-9);
});
