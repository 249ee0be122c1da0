import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rational } from "../math/rational.ts";
import { cryptoEntropy } from "./cryptoEntropy.ts";
import type { EntropySource } from "./entropySource.ts";
import { exactGaussian } from "./exactGaussian.ts";
import { fillRoundedGaussian } from "./fillRoundedGaussian.ts";
import { seededEntropy } from "./testOnly.ts";
import { uniformDigits } from "./uniformDigits.ts";

/** Chi-square limit with false-alarm rate 1e-6 (Wilson-Hilferty; 4.753424 is the normal quantile of 1 - 1e-6). */
const chiSquareLimit = (df: number) => df * (1 - 2 / (9 * df) + 4.753424 * Math.sqrt(2 / (9 * df))) ** 3;

/** P[Z < x] by an independent series; absolute error below 1e-14 for |x| < 7. */
const cdf = (x: number): number => {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + sum * Math.exp((-x * x) / 2) * 0.3989422804014327;
};

/** Chi-square of whole numbers against round(sigma Z), in cells of `width` integers; both tails beyond 4.5 sigma pooled. */
function statisticOf(draws: Float64Array, sigma: number, width: number): { statistic: number; df: number } {
  const edge = Math.max(1, Math.floor((4 * sigma) / width));
  const cells = new Map<number, number>();
  for (const draw of draws) {
    assert.ok(Number.isSafeInteger(draw) && !Object.is(draw, -0));
    const cell = Math.max(-edge - 1, Math.min(edge + 1, Math.floor((draw + Math.floor(width / 2)) / width)));
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  let statistic = 0;
  for (let cell = -edge - 1; cell <= edge + 1; cell++) {
    const first = cell * width - Math.floor(width / 2);
    const low = cell === -edge - 1 ? 0 : cdf((first - 0.5) / sigma);
    const high = cell === edge + 1 ? 1 : cdf((first + width - 0.5) / sigma);
    const expected = draws.length * (high - low);
    statistic += ((cells.get(cell) ?? 0) - expected) ** 2 / expected;
  }
  return { statistic, df: 2 * edge + 2 };
}

// Fresh entropy in every run: each sigma fails for a correct sampler once in about 1e6 runs.
for (const [sigma, width] of [
  [{ num: 1n, den: 1n }, 1],
  [{ num: 1n, den: 3n }, 1],
  [{ num: 22_251_117n, den: 1n << 20n }, 1],
  [{ num: (5000n << 20n) + 1n, den: 1n << 20n }, 400],
] as [Rational, number][]) {
  test(`round(sigma Z) has its exact distribution, sigma = ${sigma.num}/${sigma.den}`, () => {
    const draws = new Float64Array(200_000);
    fillRoundedGaussian(draws, sigma, cryptoEntropy());
    const { statistic, df } = statisticOf(draws, Number(sigma.num) / Number(sigma.den), width);
    assert.ok(statistic < chiSquareLimit(df), `${statistic} with ${df} degrees of freedom`);
  });
}

test("the test sees a sigma that is 2 % too small", () => {
  const draws = new Float64Array(200_000);
  fillRoundedGaussian(draws, { num: 98n, den: 10n }, cryptoEntropy());
  const { statistic, df } = statisticOf(draws, 10, 1);
  assert.ok(statistic > chiSquareLimit(df));
});

test("with digits of 5 bits, where ties and exact rounding happen all the time, the distribution is the same", () => {
  // False-alarm rate 1e-6 per sigma. A product digit ties once in 4e9 comparisons, one of these once in 32.
  for (const sigma of [
    { num: 7n, den: 2n },
    { num: 40n, den: 1n },
  ]) {
    const draw = exactGaussian(sigma, uniformDigits(cryptoEntropy(), 1e6, 5));
    const draws = Float64Array.from({ length: 100_000 }, draw);
    const { statistic, df } = statisticOf(draws, Number(sigma.num) / Number(sigma.den), 1);
    assert.ok(statistic < chiSquareLimit(df), `${statistic} with ${df} degrees of freedom`);
  }
});

test("a value closer to a rounding border than a double can tell is decided by exact arithmetic", () => {
  // Digits of one draw: coinHalf fails at once (below 1/2, then above), so k = 0; x = x0 x1...; the coin for x succeeds
  // at once (z > x0); then, only if the border is near, further digits of x; then the sign.
  const half = 0x8000_0000;
  const digitsOf = (x0: number, later: number[], sign: number) => [
    half - 1,
    half,
    x0,
    0xffff_ffff,
    ...later,
    sign,
  ];
  const drawOf = (digits: number[], sigma: Rational) => {
    let at = 0;
    const next = () => {
      assert.ok(at < digits.length, "asks for a digit that is not needed");
      return digits[at++]!;
    };
    const value = exactGaussian(sigma, { bits: 32, next, wipe: () => {} })();
    assert.equal(at, digits.length);
    return value;
  };
  // sigma = 1, x = 0.1000...0 b: the border 1/2 is where x0 = 2^31 begins, and no digit after it can go below.
  assert.equal(drawOf(digitsOf(half, [], half), { num: 1n, den: 1n }), 1);
  assert.equal(drawOf(digitsOf(half - 1, [], half), { num: 1n, den: 1n }), 0);
  // sigma = 3/2: the border is x = 1/3 = 0.5555...h. x0 leaves it open; the next digit that differs decides.
  const third = 0x5555_5555;
  const sigma = { num: 3n, den: 2n };
  assert.equal(drawOf(digitsOf(third, [third + 1], half), sigma), 1);
  assert.equal(drawOf(digitsOf(third, [third - 1], half), sigma), 0);
  assert.equal(drawOf(digitsOf(third, [third, third, third, third + 1], half), sigma), 1);
  assert.equal(drawOf(digitsOf(third, [third, third, third, third - 1], half), sigma), 0);
  assert.equal(drawOf(digitsOf(third, [third, third + 1], 0), sigma), -1);
  assert.equal(Object.is(drawOf(digitsOf(third, [third - 1], 0), sigma), 0), true);
});

test("neighbouring draws and signs are uncorrelated", () => {
  const n = 200_000;
  const draws = new Float64Array(n);
  fillRoundedGaussian(draws, { num: 50n, den: 1n }, cryptoEntropy());
  let product = 0;
  let sizes = 0;
  for (let i = 1; i < n; i++) {
    product += draws[i]! * draws[i - 1]!;
    sizes += (draws[i]! ** 2 - 2500) * (draws[i - 1]! ** 2 - 2500);
  }
  // Two-sided normal limits, false-alarm rate 1e-6 each (z = 4.8916); Var Z^2 = 2.
  assert.ok(Math.abs(product / 2500) < 4.8916 * Math.sqrt(n));
  assert.ok(Math.abs(sizes / 2500 ** 2 / 2) < 4.8916 * Math.sqrt(n));
});

test("seeded draws repeat and are marked; product entropy is not", () => {
  const fill = (entropy: EntropySource) => {
    const out = new Float64Array(500);
    fillRoundedGaussian(out, { num: 9n, den: 1n }, entropy);
    return [...out];
  };
  assert.deepEqual(fill(seededEntropy(1)), fill(seededEntropy(1)));
  assert.notDeepEqual(fill(seededEntropy(1)), fill(seededEntropy(2)));
  assert.equal(seededEntropy(1).guarantee, false);
  assert.equal(cryptoEntropy().guarantee, true);
});

test("digits are the source's words, whatever the alignment of its bytes, and are wiped", () => {
  const words = Uint32Array.from({ length: 4096 }, (_, i) => i * 1_000_003);
  const handedOut: Uint8Array[] = [];
  const source = (start: number): EntropySource => ({
    guarantee: false,
    bytes(length) {
      const memory = new Uint8Array(length + start);
      memory.set(new Uint8Array(words.buffer, 0, length), start);
      const out = memory.subarray(start);
      handedOut.push(out);
      return out;
    },
  });
  for (const start of [0, 1]) {
    const digits = uniformDigits(source(start), 100);
    for (let i = 0; i < 100; i++) assert.equal(digits.next(), words[i]);
    digits.wipe();
    assert.equal(digits.next(), words[0]);
  }
  assert.ok(handedOut[0]!.every((byte) => byte === 0));
  assert.throws(() => uniformDigits(source(0), 1, 33), RangeError);
});

test("an impossible sigma is refused", () => {
  for (const sigma of [
    { num: 0n, den: 1n },
    { num: -1n, den: 1n },
    { num: 1n, den: 0n },
    { num: (1n << 40n) + 1n, den: 1n },
  ]) {
    assert.throws(() => fillRoundedGaussian(new Float64Array(1), sigma, cryptoEntropy()), RangeError);
  }
});
