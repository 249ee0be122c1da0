import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { brierScore } from "./brierScore.ts";
import { calibrationSlope } from "./calibrationSlope.ts";
import { classifierFigures } from "./classifierFigures.ts";
import { determination } from "./determination.ts";
import { rocCurve } from "./rocCurve.ts";

const near = (actual: number | null | undefined, expected: number, tolerance: number) =>
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  );

/** Scores with ties, and labels. */
const scored = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(1)), { minLength: 1, maxLength: 60 })
  .map((records) => ({
    scores: Float64Array.from(records, ([score]) => score),
    positive: Uint8Array.from(records, ([, label]) => label),
  }));

test("the ROC curve runs straight between thresholds, upper end at a jump", () => {
  fc.assert(
    fc.property(scored, ({ scores, positive }) => {
      const positives = positive.filter((label) => label === 1).length;
      const negatives = positive.length - positives;
      const curve = rocCurve(scores, positive);
      if (positives === 0 || negatives === 0) return assert.equal(curve, null);
      const corners = [4, ...[...new Set(scores)].sort((a, b) => b - a)].map((threshold) => {
        const called = (label: number) =>
          scores.filter((score, i) => positive[i] === label && score >= threshold).length;
        return [called(0) / negatives, called(1) / positives] as const;
      });
      assert.equal(curve!.x.length, 101);
      curve!.x.forEach((x, step) => {
        let height = 0;
        corners.slice(1).forEach(([right, top], k) => {
          const [left, bottom] = corners[k]!;
          if (x < left - 1e-12 || x > right + 1e-12) return;
          const at = right === left ? top : bottom + ((x - left) / (right - left)) * (top - bottom);
          height = Math.max(height, at);
        });
        near(curve!.y[step], height, 1e-9);
      });
    }),
  );
});

test("a calibration slope of a two-valued score is the difference of the two log-odds", () => {
  // 10 of 40 and 45 of 60.
  const scores = Float64Array.from({ length: 100 }, (_, i) => (i < 40 ? -1 : 1));
  const positive = Uint8Array.from({ length: 100 }, (_, i) => Number(i < 10 || i >= 55));
  const slope = (Math.log(45 / 15) - Math.log(10 / 30)) / 2;
  near(calibrationSlope(scores, positive), slope, 1e-5);
  near(
    calibrationSlope(
      scores.map((score) => 4 * score + 3),
      positive,
    ),
    slope / 4,
    1e-5,
  );
  near(
    calibrationSlope(
      scores.map((score) => -score),
      positive,
    ),
    -slope,
    1e-5,
  );
});

test("no slope where there is none: one class, equal scores up to rounding, separated classes", () => {
  const scores = Float64Array.of(1, 2, 3, 4);
  for (const [given, positive] of [
    [scores, Uint8Array.of(1, 1, 1, 1)],
    [scores, Uint8Array.of(0, 0, 1, 1)],
    [scores, Uint8Array.of(1, 1, 0, 0)],
    [Float64Array.of(1, 2, 2, 3), Uint8Array.of(0, 0, 1, 1)],
    [Float64Array.of(5, 5, 5, 5), Uint8Array.of(0, 1, 0, 1)],
    [Float64Array.of(5, 5 + 1e-14, 5, 5 + 2e-14), Uint8Array.of(0, 1, 1, 0)],
    [new Float64Array(0), new Uint8Array(0)],
  ] as const)
    assert.equal(calibrationSlope(given, positive), null);
  assert.ok(calibrationSlope(scores, Uint8Array.of(0, 1, 0, 1))! > 0);
});

test("Brier's score and the coefficient of determination, by hand", () => {
  near(brierScore(Float64Array.of(0.8, 0.3), Uint8Array.of(1, 0)), (0.04 + 0.09) / 2, 1e-15);
  assert.equal(brierScore(new Float64Array(0), new Uint8Array(0)), null);
  near(determination(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 4)), 0.5, 1e-15);
  assert.equal(determination(Float64Array.of(2, 2), Float64Array.of(2, 1)), null);
  assert.equal(determination(new Float64Array(0), new Float64Array(0)), null);
});

test("one class only leaves the Brier score, and other lengths are refused", () => {
  const {
    auroc,
    brier,
    calibrationSlope: slope,
    roc,
  } = classifierFigures(Float64Array.of(0, 0), Uint8Array.of(1, 1));
  assert.deepEqual([auroc, brier, slope, roc], [null, 0.25, null, null]);
  const two = Float64Array.of(1, 2);
  for (const wrong of [
    () => brierScore(two, new Uint8Array(1)),
    () => calibrationSlope(two, new Uint8Array(1)),
    () => rocCurve(two, new Uint8Array(1)),
    () => determination(two, new Float64Array(1)),
  ])
    assert.throws(wrong, RangeError);
});
