import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { alphaPrecisionBetaRecall } from "./alphaPrecisionBetaRecall.ts";
import { authenticity } from "./authenticity.ts";
import { centreDistances } from "./centreDistances.ts";
import { type MixedPoints, mixedPoints } from "./mixedPoints.ts";
import { mmdRbf } from "./mmdRbf.ts";
import { neighbourRadii } from "./neighbourRadii.ts";
import { pointFidelity } from "./pointFidelity.ts";
import { prdc } from "./prdc.ts";
import { squaredDistances } from "./squaredDistances.ts";
import { lcg, lcgPoints } from "./test-support/lcgPoints.ts";
import { naiveAuthenticity } from "./test-support/naiveAuthenticity.ts";
import { levels, numbers, tableOf } from "./test-support/smallTables.ts";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} +- ${tolerance}`);
const { x, y } = lcgPoints();

test("alpha-precision, beta-recall and authenticity reproduce the golden values, the last without the published mistake", () => {
  const { alphaPrecision, betaRecall } = alphaPrecisionBetaRecall(x, y);
  near(alphaPrecision, 0.9388, 1e-6);
  near(betaRecall, 0.1933333333, 1e-6);
  assert.equal(authenticity(x, y), 0.674);
  assert.equal(naiveAuthenticity(x, y), 0.79);
});

test("precision, recall, density and coverage reproduce the golden values", () => {
  assert.deepEqual(prdc(x, y), { precision: 0.99, recall: 0.994, density: 0.7448, coverage: 0.838 });
});

test("the biased MMD reproduces the golden value; equal files are at 0", () => {
  near(mmdRbf(x, y, 1), 0.005553163181832188, 1e-12);
  near(mmdRbf(y, x, 1), 0.005553163181832188, 1e-12);
  assert.equal(mmdRbf(x, x, 1), 0);
});

/** A table of numbers and levels with missing cells. */
const tables = fc
  .array(fc.tuple(fc.option(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 3 })), {
    minLength: 2,
    maxLength: 15,
  })
  .map((rows) =>
    tableOf(
      numbers(
        "n",
        rows.map(([n]) => n),
      ),
      levels(
        "c",
        rows.map(([, c]) => c),
      ),
    ),
  );

test("distances are Euclidean over z-scores and one-hot levels of length sqrt(1/2), to points and to the centre", () => {
  fc.assert(
    fc.property(tables, tables, (first, second) => {
      const [a, b] = mixedPoints(first, [first, second]) as [MixedPoints, MixedPoints];
      const written = (points: MixedPoints) =>
        Array.from({ length: points.rows }, (_, row) => [
          ...points.numbers.map((column) => column[row]!),
          ...points.codes.flatMap((column) =>
            Array.from({ length: 6 }, (_, level) => (column[row] === level - 1 ? Math.SQRT1_2 : 0)),
          ),
        ]);
      const [wide, other] = [written(a), written(b)];
      const square = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + (value - v[i]!) ** 2, 0);
      const out = new Float64Array(b.rows);
      squaredDistances(a, 1, b, out);
      out.forEach((value, j) => {
        near(value, square(wide[1]!, other[j]!));
      });
      const centre = wide[0]!.map((_, i) => wide.reduce((sum, point) => sum + point[i]!, 0) / wide.length);
      centreDistances(b, a).forEach((value, j) => {
        near(value * value, square(other[j]!, centre));
      });
      neighbourRadii(a, 1).forEach((radius, i) => {
        near(radius, Math.min(...wide.filter((_, j) => j !== i).map((point) => square(point, wide[i]!))));
      });
    }),
    { numRuns: 60 },
  );
});

test("a missing number is 1 away from a present one at the mean, and at no distance from another missing one", () => {
  const table = tableOf(numbers("n", [1, 3, 2, null, null]));
  const [points] = mixedPoints(table, [table]) as [MixedPoints];
  const out = new Float64Array(5);
  squaredDistances(points, 3, points, out);
  near(out[2]!, 1);
  assert.equal(out[4], 0);
  assert.throws(() => mixedPoints(table, [tableOf(levels("n", [1]))]), RangeError);
});

test("a number that is constant in the reference keeps its own units", () => {
  const [points] = mixedPoints(tableOf(numbers("n", [0.1, 0.1, 0.1])), [tableOf(numbers("n", [0.1, 3.1]))]);
  near(points!.numbers[0]![0]!, 0);
  near(points!.numbers[0]![1]!, 3);
});

test("copies: no authenticity, everything else at its best", () => {
  assert.equal(authenticity(x, x), 0);
  const { precision, recall, coverage } = prdc(x, x);
  assert.deepEqual([precision, recall, coverage], [1, 1, 1]);
  near(alphaPrecisionBetaRecall(x, x).alphaPrecision, 1, 0.01);
});

test("one synthetic point repeated at the centre keeps precision and loses the rest", () => {
  const middle: MixedPoints = {
    rows: 500,
    numbers: x.numbers.map((column) =>
      new Float64Array(500).fill(column.reduce((sum, value) => sum + value, 0) / 500),
    ),
    codes: [],
  };
  const { precision, recall, coverage } = prdc(x, middle);
  assert.equal(precision, 1);
  assert.ok(recall === 0 && coverage < 0.1);
  const { alphaPrecision, betaRecall } = alphaPrecisionBetaRecall(x, middle);
  assert.ok(alphaPrecision < 0.1 && betaRecall < 0.1, `${alphaPrecision} ${betaRecall}`);
});

test("categories alone: equal records count as near", () => {
  const table = tableOf(levels("c", [0, 0, 0, 1, 1, 1, 2, 2, 2]), levels("d", [0, 0, 0, 1, 1, 1, 2, 2, 2]));
  const [points] = mixedPoints(table, [table]) as [MixedPoints];
  assert.deepEqual(prdc(points, points, 2), { precision: 1, recall: 1, density: 1.5, coverage: 1 });
});

test("files that are too short are refused, and give null in the report", () => {
  const one: MixedPoints = { rows: 1, numbers: [Float64Array.of(1)], codes: [] };
  const none: MixedPoints = { rows: 0, numbers: [new Float64Array(0)], codes: [] };
  for (const wrong of [
    () => prdc(one, x),
    () => neighbourRadii(x, 0),
    () => authenticity(one, x),
    () => authenticity(x, none),
    () => alphaPrecisionBetaRecall(x, none),
    () => mmdRbf(x, none, 1),
    () => mmdRbf(x, y, 0),
  ])
    assert.throws(wrong, RangeError);
  const single = tableOf(numbers("n", [1]));
  const few = tableOf(numbers("n", [1, 2, 3]));
  assert.deepEqual(pointFidelity({ synthetic: single, training: single, holdout: single }), {
    alphaPrecision: null,
    betaRecall: null,
    authenticity: null,
    precision: null,
    recall: null,
    density: null,
    coverage: null,
    mmd: null,
  });
  assert.equal(pointFidelity({ synthetic: few, training: few, holdout: few }).precision, null);
});

test("records are taken evenly: 5,000 of one distribution look like 5,000 others, to the last bit each time", () => {
  const drawn = (seed: number) => {
    const first = lcg(seed, 5000);
    return tableOf(
      numbers("a", [...first]),
      numbers(
        "b",
        [...lcg(seed + 1, 5000)].map((v, i) => v + first[i]!),
      ),
    );
  };
  const files = { synthetic: drawn(21), training: drawn(31), holdout: drawn(41) };
  const found = pointFidelity(files);
  assert.deepEqual(pointFidelity(files), found);
  assert.ok(
    found.alphaPrecision! > 0.9 && found.precision! > 0.9 && found.coverage! > 0.9,
    JSON.stringify(found),
  );
  assert.ok(found.mmd! < 0.005);
});
