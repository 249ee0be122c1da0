import assert from "node:assert/strict";
import { test } from "node:test";
import { HIGHEST_DIGIT, LOWEST_DIGIT } from "../../privacy/exponentialDigits.ts";
import { selectionCost } from "../../privacy/selectionCost.ts";
import { gumbelTables } from "./gumbelNoise.ts";

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
    for (const scores of [
      [100, 100, 100],
      [100, 130, 90],
      [100, 101, 180],
    ]) {
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
