import assert from "node:assert/strict";
import { test } from "node:test";
import { gumbelTables } from "../mpc/circuits/gumbelNoise.ts";
import { DIGIT_COINS, exponentialThresholds, FAIR_FROM, HIGHEST_DIGIT, LOWEST_DIGIT } from "./exponentialDigits.ts";
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
  assert.equal(thresholds.at(-1), (one >> 1n));
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
  for (const [num, den, sensitivity] of [[1n, 100_000n, 4080], [1n, 8n, 16], [1n, 10n ** 9n, 1]] as const) {
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

/**
 * The distribution of the finite noise, from the exact exponential: for each leading digit and each of the 2^18 mantissas, the mass of E in that
 * cell goes to the noise that the tables give. Digits below 2^-24 are left out (mass 6e-8).
 */
function noiseDistribution(scale: number): Float64Array {
  const digits = HIGHEST_DIGIT - LOWEST_DIGIT + 1;
  const { leadingTable, segmentTable, slopeTable } = gumbelTables(scale, digits);
  const out = new Float64Array(Math.ceil(scale * 31 * Math.LN2));
  for (let exponent = -24; exponent <= HIGHEST_DIGIT; exponent++) {
    const base = leadingTable[exponent - LOWEST_DIGIT]!;
    let survival = Math.exp(-(2 ** exponent));
    for (let mantissa = 0; mantissa < 2 ** 18; mantissa++) {
      const end = 2 ** exponent * (1 + (mantissa + 1) / 2 ** 18);
      const next = Math.exp(-end);
      const segment = mantissa >> 10;
      const rest = 1023 - (mantissa & 1023);
      const value = Math.floor((base + segmentTable[segment]! + rest * slopeTable[segment]!) / 4096);
      out[value]! += survival - next;
      survival = next;
    }
  }
  return out;
}

/** Probabilities that each of these scores plus noise is largest, ties to the first. */
function choice(scores: readonly number[], noise: Float64Array): number[] {
  const below = new Float64Array(noise.length + 1);
  for (let i = 0; i < noise.length; i++) below[i + 1] = below[i]! + noise[i]!;
  // P[noise < x]
  const less = (x: number) => below[Math.max(0, Math.min(noise.length, x))]!;
  return scores.map((score, i) => {
    let sum = 0;
    for (let value = 0; value < noise.length; value++) {
      let product = noise[value]!;
      if (product === 0) continue;
      for (const [j, other] of scores.entries())
        if (j !== i) product *= less(score + value - other + (j > i ? 1 : 0));
      sum += product;
    }
    return sum;
  });
}

test("by calculation of all probabilities: the range of the log ratio between neighbours is within what is charged", () => {
  for (const { scale, sensitivity } of [
    { scale: 60, sensitivity: 8 },
    { scale: 300, sensitivity: 16 },
  ]) {
    const noise = noiseDistribution(scale);
    const cost = selectionCost({ sensitivity, scale, candidates: 3 });
    const charged = Math.sqrt(8 * (Number(cost.rho.num) / Number(cost.rho.den)));
    let widest = 0;
    for (const scores of [[100, 100, 100], [100, 130, 90], [100, 101, 180]]) {
      const here = choice(scores, noise);
      assert.ok(Math.abs(here.reduce((a, b) => a + b, 0) - 1) < 1e-6);
      for (let moves = 0; moves < 27; moves++) {
        const moved = scores.map((score, i) => score + sensitivity * ((Math.floor(moves / 3 ** i) % 3) - 1));
        const ratios = choice(moved, noise).map((p, i) => Math.log(p / here[i]!));
        const range = Math.max(...ratios) - Math.min(...ratios);
        // Left out: the mass of 6e-8 below 2^-24, against probabilities of 0.05 and more.
        assert.ok(range <= charged + 1e-5, `${range} > ${charged}`);
        widest = Math.max(widest, range);
      }
    }
    // Not by a wide margin: the exponential mechanism alone reaches 2 sensitivity / scale.
    assert.ok(widest >= (2 * sensitivity) / scale - 4 / scale);
  }
});
