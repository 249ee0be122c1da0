import assert from "node:assert/strict";
import { test } from "node:test";
import { clopperPearson } from "./clopperPearson.ts";
import { MILLS_RELATIVE_ERROR, millsRatio } from "./millsRatio.ts";
import { normalCdf } from "./normalCdf.ts";
import { normalQuantile } from "./normalQuantile.ts";

const BITS = 400n;
const ONE = 1n << BITS;

/** Mills' ratio in 400-bit integers: sqrt(pi/2) exp(t^2/2) - sum t^(2n+1)/(2n+1)!!, t = numerator / 64, t <= 12. */
function exactMills(numerator: bigint): bigint {
  const t = (numerator << BITS) / 64n;
  const square = (t * t) >> BITS;
  let power = ONE;
  let exponential = ONE;
  for (let n = 1n; power > 0n; n++) {
    power = ((power * square) >> BITS) / (2n * n);
    exponential += power;
  }
  let term = t;
  let sum = t;
  for (let n = 1n; term > 0n; n++) {
    term = ((term * square) >> BITS) / (2n * n + 1n);
    sum += term;
  }
  return ((SQRT_HALF_PI * exponential) >> BITS) - sum;
}

/** sqrt(pi/2) by Machin's formula and Newton's square root. */
const SQRT_HALF_PI = (() => {
  const arctanInverse = (n: bigint) => {
    let power = ONE / n;
    let sum = power;
    for (let k = 1n; power > 0n; k++) {
      power /= n * n;
      sum += (k % 2n === 1n ? -power : power) / (2n * k + 1n);
    }
    return sum;
  };
  const halfPi = 2n * (4n * arctanInverse(5n) - arctanInverse(239n));
  let root = (ONE * 5n) / 4n;
  for (let i = 0; i < 12; i++) root = (root + (halfPi << BITS) / root) >> 1n;
  return root;
})();

test("Mills' ratio is exact to a fifth of its stated relative error, from 0 to 12 and at the join of its two forms", () => {
  for (const numerator of [0n, 1n, 7n, 30n, 62n, 63n, 64n, 65n, 80n, 128n, 200n, 320n, 500n, 768n]) {
    const exact = exactMills(numerator);
    // 60 more bits than a double keep the comparison exact enough.
    const got = BigInt(Math.round(millsRatio(Number(numerator) / 64) * 2 ** 53)) << (BITS - 53n);
    const error = Number(((got - exact) << 80n) / exact) / 2 ** 80;
    // Rounding to 2^-53 for the comparison adds up to 2^-54 / R.
    const own = 2 ** -54 / millsRatio(Number(numerator) / 64);
    assert.ok(Math.abs(error) < MILLS_RELATIVE_ERROR / 5 + own, `${numerator}/64: ${error}`);
  }
});

test("Mills' ratio lies between its classical bounds far out and refuses the other side", () => {
  for (const t of [20, 1e3, 1e7, 1e9, 1e200]) {
    assert.ok(millsRatio(t) <= 1 / t && millsRatio(t) >= (1 / t) * (1 - 1 / t / t) * (1 - 1e-15));
  }
  assert.throws(() => millsRatio(-1e-9), RangeError);
  assert.throws(() => millsRatio(Number.NaN), RangeError);
});

test("normal distribution function and quantile at tabled points (Abramowitz & Stegun 26.1, 26.2)", () => {
  const table = [
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [-3, 0.00134989803163],
    [-6, 9.86587645037698e-10],
  ] as const;
  for (const [x, p] of table) {
    assert.ok(Math.abs(normalCdf(x) - p) < 1e-12 * p + 1e-15, `${x}`);
    assert.ok(Math.abs(normalQuantile(p) - x) < 2e-9, `${p}`);
  }
  assert.ok(Math.abs(normalQuantile(0.975) - 1.959963984540054) < 1e-12);
  assert.ok(Math.abs(normalQuantile(1e-300) + 37.0471) < 1e-3);
});

test("the quantile inverts the distribution function, and its ends are infinite", () => {
  for (let x = -37; x <= 7; x += 0.37) {
    const slack = x > 0 ? 1e-15 / Math.exp((-x * x) / 2) : 0;
    assert.ok(Math.abs(normalQuantile(normalCdf(x)) - x) < 1e-11 + 5 * slack, `${x}`);
  }
  assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
  assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
  assert.equal(Math.abs(normalQuantile(0.5)) < 1e-15, true);
  assert.throws(() => normalQuantile(1.1), RangeError);
  assert.throws(() => normalQuantile(Number.NaN), RangeError);
});

test("Clopper-Pearson limits have the tail that was asked for", () => {
  // 0 of 10: (1 - p)^10 = tail; 10 of 10: p^10 = tail.
  for (const tail of [0.05, 0.025, 1e-6]) {
    assert.ok(Math.abs((1 - clopperPearson(0, 10, tail).high) ** 10 / tail - 1) < 1e-9);
    assert.ok(Math.abs(clopperPearson(10, 10, tail).low ** 10 / tail - 1) < 1e-9);
    assert.equal(clopperPearson(0, 10, tail).low, 0);
  }
  assert.ok(clopperPearson(30, 100, 1e-6).low < clopperPearson(30, 100).low);
  assert.throws(() => clopperPearson(1, 2, 0.5), RangeError);
});
