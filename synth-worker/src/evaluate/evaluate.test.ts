import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clopperPearson } from "../math/clopperPearson.ts";
import type { EncodedTable } from "../math/encodedTable.ts";
import { keystream } from "../random/keystream.ts";
import { areaUnderRoc } from "./areaUnderRoc.ts";
import { certificateFigures } from "./certificateFigures.ts";
import { distanceTable } from "./distanceTable.ts";
import { marginalDistances } from "./marginalDistances.ts";
import { membershipInference } from "./membershipInference.ts";
import { nearestTwo } from "./nearestTwo.ts";
import { type Points, pointsOf } from "./points.ts";
import { quantile } from "./quantile.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/${name}.json`, import.meta.url), "utf8"));
const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

/** A reproducible table of independent uniform cells. */
function randomTable(seed: number, rows: number, sizes: readonly number[]): EncodedTable {
  const stream = keystream(new Uint8Array(32).fill(seed), "table");
  return {
    sizes,
    rows,
    columns: sizes.map((size) => Uint16Array.from({ length: rows }, () => stream.nextBelow(size))),
  };
}
const tableOf = (sizes: readonly number[], records: readonly (readonly number[])[]): EncodedTable => ({
  sizes,
  rows: records.length,
  columns: sizes.map((_, c) => Uint16Array.from(records, (record) => record[c]!)),
});

test("total variation of a hand table", () => {
  const a = tableOf(
    [2, 2],
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 1],
    ],
  );
  const b = tableOf(
    [2, 2],
    [
      [0, 0],
      [0, 0],
      [0, 1],
      [1, 0],
    ],
  );
  const { oneWay, twoWay, meanOneWay, meanTwoWay } = marginalDistances(a, b);
  assert.deepEqual(oneWay, [0.25, 0.5]);
  assert.deepEqual(twoWay, [{ columns: [0, 1], tvd: 0.5 }]);
  assert.equal(meanOneWay, 0.375);
  assert.equal(meanTwoWay, 0.5);
});

test("identical files have distance 0, disjoint ones 1, and the order of rows does not matter", () => {
  const a = randomTable(1, 300, [3, 4, 5]);
  const turned: EncodedTable = { ...a, columns: a.columns.map((cells) => cells.slice().reverse()) };
  assert.equal(marginalDistances(a, turned).meanTwoWay, 0);
  assert.equal(marginalDistances(tableOf([2], [[0]]), tableOf([2], [[1]])).meanOneWay, 1);
  assert.throws(() => marginalDistances(a, { ...a, rows: 0 }), RangeError);
  assert.throws(() => marginalDistances(a, randomTable(1, 10, [3, 4])), RangeError);
});

test("nearest distances and their ratio reproduce the reference values", () => {
  const golden = vectors("nearest-neighbours");
  const draws = (seed: number) => {
    let state = seed;
    return Array.from({ length: 500 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    });
  };
  const points = (columns: readonly number[][]): Points => ({
    rows: 500,
    dimensions: 3,
    values: Float64Array.from({ length: 1500 }, (_, i) => columns[i % 3]![Math.floor(i / 3)]!),
  });
  const [l1, l2, l3] = [draws(1), draws(2), draws(3)];
  const [m1, m2, m3] = [draws(11), draws(12), draws(13)];
  golden.firstThreeOfL1.forEach((value: number, i: number) => {
    near(l1[i]!, value, 5e-9);
  });
  const x = points([l1, l2.map((u) => u * u), l3.map((u, i) => u + 0.3 * l1[i]!)]);
  const y = points([m1, m2.map((u) => u ** 1.8), m3.map((u, i) => u + 0.2 * m1[i]!)]);
  const { first, second } = nearestTwo(y, x);
  near(first.reduce((a, b) => a + b, 0) / 500, golden.meanDistance, 1e-12);
  near(quantile(first, 0.05), golden.p5Distance, 1e-12);
  near(first.map((d, i) => d / second[i]!).reduce((a, b) => a + b, 0) / 500, golden.meanNndr, 1e-12);
});

test("a file compared with itself finds itself unless left out", () => {
  const points = pointsOf(randomTable(2, 50, [1000, 1000]));
  assert.ok(nearestTwo(points, points).first.every((d) => d === 0));
  assert.ok(nearestTwo(points, points, (row) => row).first.every((d) => d > 0));
});

test("copies show in the distance table, fresh draws do not", () => {
  const sizes = [500, 500, 500];
  const training = pointsOf(randomTable(3, 400, sizes));
  const holdout = pointsOf(randomTable(4, 200, sizes));
  const copied = distanceTable({ synthetic: training, training, holdout });
  assert.equal(copied.exactCopyShare, 1);
  assert.equal(copied.nndrMedian, 0);
  assert.ok(copied.closerToTrainingShare > 0.7);
  const fresh = distanceTable({ synthetic: pointsOf(randomTable(5, 400, sizes)), training, holdout });
  assert.equal(fresh.exactCopyShare, 0);
  // Half of 400 independent choices: normal limit at false-alarm rate 1e-6 (fixed seeds, so it cannot flicker).
  near(fresh.closerToTrainingShare, 0.5, 4.9 * Math.sqrt(0.25 / 400));
});

test("Clopper-Pearson limits are the tabulated ones", () => {
  for (const { hits, trials, low, high } of vectors("proportions-and-auc").clopperPearson) {
    const interval = clopperPearson(hits, trials);
    near(interval.low, low, 5e-7);
    near(interval.high, high, 5e-7);
  }
  assert.ok(clopperPearson(30, 3000).high < 0.015);
  assert.throws(() => clopperPearson(3, 2), RangeError);
  assert.throws(() => clopperPearson(0, 0), RangeError);
});

test("the area under the ROC curve counts pairs, ties half, and brackets itself", () => {
  for (const { positives, negatives, auc } of vectors("proportions-and-auc").auc) {
    const interval = areaUnderRoc(Float64Array.from(positives), Float64Array.from(negatives));
    near(interval.value, auc, 1e-15);
    assert.ok(interval.low <= auc && auc <= interval.high && interval.low >= 0 && interval.high <= 1);
  }
  assert.throws(() => areaUnderRoc(Float64Array.of(1), Float64Array.of(1, 2)), RangeError);
});

test("DeLong's interval by hand: two groups of two", () => {
  // wins (1, 0.75), losses (1, 0.75): variances 1/32 each, error sqrt(1/64 + 1/64).
  const { low } = areaUnderRoc(Float64Array.of(3, 2), Float64Array.of(1, 2));
  near(low, 0.875 - 1.959963984540054 * Math.sqrt(1 / 32), 1e-12);
});

test("the membership attack finds planted copies and is blind on fresh draws", () => {
  const sizes = [400, 400, 400];
  const training = randomTable(6, 500, sizes);
  const holdout = randomTable(7, 250, sizes);
  const planted = membershipInference({ synthetic: training, training, holdout });
  assert.ok(planted.auc.value > 0.99, `AUC ${planted.auc.value}`);
  assert.ok(planted.tprAt1PercentFpr.value > 0.9);
  const fresh = membershipInference({ synthetic: randomTable(8, 500, sizes), training, holdout });
  // Fixed seeds; an unlucky choice of seed would fall outside 4.9 standard errors once in about 1e6.
  near(fresh.auc.value, 0.5, (4.9 * (fresh.auc.high - fresh.auc.low)) / 3.92);
  assert.ok(fresh.tprAt1PercentFpr.low <= 0.01 + 0.02);
});

test("half copied files score between", () => {
  const sizes = [400, 400, 400];
  const training = randomTable(6, 500, sizes);
  const half: EncodedTable = {
    ...training,
    rows: 250,
    columns: training.columns.map((cells) => cells.slice(0, 250)),
  };
  const { auc } = membershipInference({ synthetic: half, training, holdout: randomTable(7, 250, sizes) });
  assert.ok(auc.value > 0.65 && auc.value < 0.9, `AUC ${auc.value}`);
});

test("figures on chain are ten-thousandths rounded up, exact for the certificate's own steps, at most one", () => {
  const of = (meanTvd1: number, meanTvd2 = 0, high = 0) =>
    certificateFigures({
      meanTvd1,
      meanTvd2,
      noiseTvd1: 0,
      noiseTvd2: 0,
      expectedTvd1: 0,
      expectedTvd2: 0,
      membershipAuc: { value: 0, low: 0, high },
    });
  assert.deepEqual(of(0.12345, 0.2, 0.5555), { tvd1Bps: 1235n, tvd2Bps: 2000n, membershipAucBps: 5555n });
  for (let step = 0; step <= 10_000; step++) assert.equal(of(step / 10_000).tvd1Bps, BigInt(step));
  assert.equal(of(1.7).tvd1Bps, 10_000n);
  assert.throws(() => of(Number.NaN), RangeError);
});
