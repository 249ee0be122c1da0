import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rational } from "../math/rational.ts";
import { cryptoEntropy } from "./cryptoEntropy.ts";
import { sampleBernoulliExp } from "./sampleBernoulliExp.ts";
import { sampleDiscreteGaussian } from "./sampleDiscreteGaussian.ts";
import { sampleDiscreteLaplace } from "./sampleDiscreteLaplace.ts";
import { seededEntropy } from "./testOnly.ts";
import { uniformBelow } from "./uniformBelow.ts";

/**
 * Chi-square limit with false-alarm rate 1e-6 by the Wilson-Hilferty cube (z = 4.753424 is the normal
 * quantile of 1 - 1e-6). Its relative error at these degrees of freedom is under 1 %.
 */
const chiSquareLimit = (df: number) => df * (1 - 2 / (9 * df) + 4.753424 * Math.sqrt(2 / (9 * df))) ** 3;

/** Chi-square of draws against an unnormalised pmf; cells with fewer than 10 expected are pooled into the tails. */
function assertDistribution(draws: readonly bigint[], weight: (x: number) => number, reach: number): void {
  let norm = 0;
  for (let x = -20 * reach; x <= 20 * reach; x++) norm += weight(x);
  const expected = (x: number) => (draws.length * weight(x)) / norm;
  let edge = reach;
  while (edge > 0 && expected(edge) < 10) edge--;
  const counts = new Map<number, number>();
  for (const draw of draws) {
    const cell = Math.max(-edge - 1, Math.min(edge + 1, Number(draw)));
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  let statistic = 0;
  let tail = draws.length;
  for (let x = -edge; x <= edge; x++) {
    tail -= expected(x);
    statistic += ((counts.get(x) ?? 0) - expected(x)) ** 2 / expected(x);
  }
  const tailCount = (counts.get(-edge - 1) ?? 0) + (counts.get(edge + 1) ?? 0);
  if (tail > 5) statistic += (tailCount - tail) ** 2 / tail;
  const df = 2 * edge + (tail > 5 ? 1 : 0);
  assert.ok(statistic < chiSquareLimit(df), `chi-square ${statistic} with ${df} degrees of freedom`);
}

const many = (n: number, draw: () => bigint) => Array.from({ length: n }, draw);

// Fresh entropy in every run: each of these distribution tests fails for a correct sampler once in about 1e6 runs.
for (const [variance, n] of [
  [{ num: 1n, den: 1n }, 20000],
  [{ num: 1n, den: 3n }, 20000],
  [{ num: 2_200_000n, den: 4_871n }, 20000],
] as [Rational, number][]) {
  test(`discrete Gaussian of variance ${variance.num}/${variance.den} has its exact pmf`, () => {
    const entropy = cryptoEntropy();
    const s2 = Number(variance.num) / Number(variance.den);
    assertDistribution(
      many(n, () => sampleDiscreteGaussian(variance, entropy)),
      (x) => Math.exp(-(x * x) / (2 * s2)),
      Math.ceil(6 * Math.sqrt(s2)) + 2,
    );
  });
}

test("discrete Laplace of scales 5/2 and 7 has its exact pmf", () => {
  const entropy = cryptoEntropy();
  for (const scale of [
    { num: 5n, den: 2n },
    { num: 7n, den: 1n },
  ]) {
    const b = Number(scale.num) / Number(scale.den);
    assertDistribution(
      many(20000, () => sampleDiscreteLaplace(scale, entropy)),
      (x) => Math.exp(-Math.abs(x) / b),
      60,
    );
  }
});

test("the chi-square test notices a variance that is 10 % too small", () => {
  const entropy = seededEntropy(1);
  const draws = many(20000, () => sampleDiscreteGaussian({ num: 90n, den: 1n }, entropy));
  assert.throws(() => assertDistribution(draws, (x) => Math.exp(-(x * x) / 200), 62));
});

test("Bernoulli(exp(-x)) has its probability for x below and above 1", () => {
  const entropy = cryptoEntropy();
  const n = 20000;
  for (const [num, den] of [
    [1n, 2n],
    [1n, 1n],
    [7n, 3n],
  ] as [bigint, bigint][]) {
    let hits = 0;
    for (let i = 0; i < n; i++) if (sampleBernoulliExp({ num, den }, entropy)) hits++;
    const p = Math.exp(-Number(num) / Number(den));
    // Two-sided normal limit, false-alarm rate 1e-6 per exponent (z = 4.8916).
    assert.ok(Math.abs(hits - n * p) < 4.8916 * Math.sqrt(n * p * (1 - p)), `${hits} of ${n} at p = ${p}`);
  }
});

test("uniformBelow is uniform where a modulo would be biased, and stays below its bound", () => {
  const entropy = cryptoEntropy();
  const counts = new Array<number>(192).fill(0);
  for (let i = 0; i < 38400; i++) counts[Number(uniformBelow(192n, entropy))]!++;
  const statistic = counts.reduce((sum, c) => sum + (c - 200) ** 2 / 200, 0);
  assert.ok(statistic < chiSquareLimit(191)); // false-alarm rate 1e-6
  const bound = (1n << 70n) + 1n;
  for (let i = 0; i < 200; i++) assert.ok(uniformBelow(bound, entropy) < bound);
});

test("a variance, scale or bound that is not positive is refused", () => {
  const entropy = cryptoEntropy();
  assert.throws(() => sampleDiscreteGaussian({ num: 0n, den: 1n }, entropy), RangeError);
  assert.throws(() => sampleDiscreteLaplace({ num: -1n, den: 1n }, entropy), RangeError);
  assert.throws(() => sampleBernoulliExp({ num: -1n, den: 1n }, entropy), RangeError);
  assert.throws(() => uniformBelow(0n, entropy), RangeError);
});

test("operating-system entropy hands no byte out twice", () => {
  const entropy = cryptoEntropy();
  const seen = new Set<string>();
  for (let i = 0; i < 2000; i++) seen.add(Buffer.from(entropy.bytes(16)).toString("hex"));
  assert.equal(seen.size, 2000);
  assert.equal(entropy.bytes(10_000).length, 10_000);
});
