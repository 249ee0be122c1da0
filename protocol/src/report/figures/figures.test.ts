import assert from "node:assert/strict";
import { test } from "node:test";
import { decimalLog } from "./decimalLog.ts";
import { exponential } from "./exponential.ts";
import { gaussianBound } from "./gaussianBound.ts";
import { niceTicks } from "./niceTicks.ts";
import { normalShare } from "./normalShare.ts";
import { thinned } from "./thinned.ts";

const near = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);

test("the decimal logarithm is that of the platform to 1e-13 and refuses what has none", () => {
  for (const x of [1e-300, 0.001, 0.02, 0.5, 0.999999, 1, 1.0000001, 2, 9.99, 10, 123.456, 1e300])
    near(decimalLog(x), Math.log10(x), 1e-13 * Math.max(1, Math.abs(Math.log10(x))), `log ${x}`);
  for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => decimalLog(x), RangeError);
});

test("the exponential is that of the platform to 1e-12 relative, and ends where doubles end", () => {
  for (const x of [-700, -40, -1, -1e-9, 0, 1e-9, 0.5, 1, 3.3, 40, 700])
    near(exponential(x) / Math.exp(x), 1, 1e-12, `exp ${x}`);
  assert.deepEqual([exponential(-800), exponential(800)], [0, Number.POSITIVE_INFINITY]);
});

test("the normal share has the values of printed tables, to 1e-12", () => {
  const table: [x: number, share: number][] = [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.959963984540054, 0.975],
    [-3, 0.0013498980316300933],
    [2.5, 0.9937903346742238],
  ];
  for (const [x, share] of table) near(normalShare(x), share, 1e-12, `share below ${x}`);
  near(normalShare(40), 1, 1e-11, "far right");
});

test("the bound of a proof is the Gaussian trade-off: at 1 % false alarms and mu = 1 it finds 9.2 %", () => {
  const { x, y } = gaussianBound(1);
  const at = x.findIndex((rate) => rate >= 0.01);
  // Phi(Phi^-1(0.01) + 1) = 0.0924; between two drawn points the curve is nearly straight.
  const share = (0.01 - x[at - 1]!) / (x[at]! - x[at - 1]!);
  near(y[at - 1]! + share * (y[at]! - y[at - 1]!), 0.0924, 5e-4, "found at 1 %");
  assert.ok(x[0]! < 0.001 && x.at(-1)! > 0.999, "it spans the drawing");
  assert.deepEqual(gaussianBound(0).x, gaussianBound(0).y, "with mu = 0 it is the diagonal");
});

test("ticks are round, inside, and without binary dust", () => {
  assert.deepEqual(niceTicks(0, 7043, 5), [0, 2000, 4000, 6000]);
  assert.deepEqual(niceTicks(0, 0.9, 5), [0, 0.2, 0.4, 0.6, 0.8]);
  assert.deepEqual(niceTicks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(niceTicks(-3, 12, 3), [0, 5, 10]);
  assert.deepEqual(niceTicks(4, 4, 5), [4]);
});

test("a long curve is thinned with its ends kept, a short one is left alone", () => {
  const x = Array.from({ length: 1001 }, (_, i) => i);
  const thin = thinned({ x, y: x.map((value) => value * 2) }, 101);
  assert.deepEqual([thin.x.length, thin.x[0], thin.x.at(-1), thin.y.at(-1)], [101, 0, 1000, 2000]);
  assert.deepEqual(thinned({ x: [1, 2], y: [3, 4] }), { x: [1, 2], y: [3, 4] });
});
