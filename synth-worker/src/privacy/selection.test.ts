import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGIT_COINS, exponentialThresholds, FAIR_FROM, HIGHEST_DIGIT } from "./exponentialDigits.ts";
import { selectionCost } from "./selectionCost.ts";
import { selectionScaleFor } from "./selectionScaleFor.ts";

test("the thresholds are 2^64 / (1 + exp(2^i)): odds of neighbouring digits are squares, and the highest is right", () => {
  const thresholds = exponentialThresholds();
  assert.equal(thresholds.length, HIGHEST_DIGIT - FAIR_FROM);
  // exp(-32), from 2^64 / (1 + e^32) = 233,614.67...
  assert.ok(Math.abs(Number(thresholds[0]) - 2 ** 64 / (1 + Math.exp(32))) <= 0.5);
  const one = 1n << BigInt(DIGIT_COINS);
  for (const [i, threshold] of thresholds.entries()) {
    const p = 1 / (1 + Math.exp(2 ** (HIGHEST_DIGIT - i)));
    assert.ok(Math.abs(Number(threshold) / 2 ** 64 - p) <= 1e-15);
    if (i === 0) continue;
    // p/(1 - p) = exp(-2^i), so the odds of a digit are the square of the odds of the next lower one. Both thresholds are rounded by half a
    // unit at most, which moves one side by at most 4 units
    // and the other by 2; two quotients are cut off.
    const lower = (one * threshold * threshold) / ((one - threshold) * (one - threshold));
    const higher = (one * thresholds[i - 1]!) / (one - thresholds[i - 1]!);
    const apart = lower - higher;
    assert.ok(apart >= -8n && apart <= 8n, `digit ${HIGHEST_DIGIT - i}: ${apart}`);
  }
  // The first digit that is taken as fair: 1/2 - p < 2^i / 4.
  assert.ok(2 ** FAIR_FROM / 4 <= 2 ** -66);
  assert.equal(thresholds.at(-1), one >> 1n);
});

test("the cost is that of the exponential mechanism, a little more for precision, and a tiny delta", () => {
  const { rho, totalVariation } = selectionCost({ sensitivity: 4080, scale: 906_667, candidates: 575 });
  const epsilon = (2 * 4080) / 906_667;
  const exact = (epsilon * epsilon) / 8;
  const charged = Number(rho.num) / Number(rho.den);
  assert.ok(charged > exact);
  assert.ok(charged < exact * 1.008, `${charged / exact}`);
  assert.ok(totalVariation > 0 && totalVariation < 5e-14);
  for (const bad of [{ sensitivity: 0 }, { scale: 0.5 }, { candidates: 0 }])
    assert.throws(() => selectionCost({ sensitivity: 1, scale: 1, candidates: 1, ...bad }), RangeError);
});

test("the scale for a rho is the smallest that fits", () => {
  for (const [num, den, sensitivity] of [
    [1n, 100_000n, 4080],
    [1n, 8n, 16],
    [1n, 10n ** 9n, 1],
  ] as const) {
    const scale = selectionScaleFor({ num, den }, sensitivity);
    const fits = (value: number) => {
      const { rho } = selectionCost({ sensitivity, scale: value, candidates: 1 });
      return rho.num * den <= num * rho.den;
    };
    assert.ok(fits(scale));
    if (scale > 1) assert.ok(!fits(scale - 1));
  }
  assert.throws(() => selectionScaleFor({ num: 1n, den: 10n ** 12n }, 1), RangeError);
});
