import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { deltaOfMu } from "./deltaOfMu.ts";
import { epsilonOf } from "./epsilonOf.ts";
import { epsilonOfMu } from "./epsilonOfMu.ts";
import { gdpRhoMicroFor } from "./gdpRhoMicroFor.ts";
import { muFor } from "./muFor.ts";
import { muOfRhoMicro } from "./muOfRhoMicro.ts";
import { rhoMicroFor } from "./rhoMicroFor.ts";

const golden = JSON.parse(
  readFileSync(new URL("../../test-vectors/gdp-conversion.json", import.meta.url), "utf8"),
) as { muOf: [number, number, number][] };

test("muFor is the closed form to six decimals", () => {
  for (const [epsilon, delta, mu] of golden.muOf)
    assert.ok(Math.abs(muFor(epsilon, delta) - mu) < 6e-7, `${epsilon} ${delta}: ${muFor(epsilon, delta)}`);
});

/** delta by 240-bit fixed-point integers, straight from the formula: an independent and far finer reference. */
const BITS = 240n;
const ONE = 1n << BITS;
const fixed = (x: number): bigint => {
  let value = x;
  let shift = 0n;
  while (!Number.isInteger(value)) {
    value *= 2;
    shift++;
  }
  return (BigInt(value) << BITS) >> shift;
};
const times = (a: bigint, b: bigint) => (a * b) >> BITS;
const expFixed = (x: bigint): bigint => {
  // Halve until small, Taylor, square back.
  const halvings = 20n;
  const r = x >> halvings;
  let term = ONE;
  let sum = ONE;
  for (let i = 1n; term !== 0n && i < 200n; i++) {
    term = times(term, r) / i;
    if (term === -1n) break;
    sum += term;
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum);
  return sum;
};
const SQRT_2PI = (() => {
  // 2 pi by Machin's formula, then an integer square root by Newton.
  const arctanInverse = (n: bigint) => {
    let power = ONE / n;
    let sum = power;
    for (let k = 1n; power !== 0n; k++) {
      power = power / (n * n);
      sum += (k % 2n === 1n ? -power : power) / (2n * k + 1n);
    }
    return sum;
  };
  const pi = 4n * (4n * arctanInverse(5n) - arctanInverse(239n));
  let root = fixed(2.5);
  for (let i = 0; i < 12; i++) root = (root + ((2n * pi) << BITS) / root) >> 1n;
  return root;
})();
const cdfFixed = (x: bigint): bigint => {
  // 1/2 + phi(x) sum x^(2n+1)/(2n+1)!!
  let term = x;
  let sum = x;
  const square = times(x, x);
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = times(term, square) / (2n * n + 1n);
    sum += term;
  }
  return ONE / 2n + times((expFixed(-square / 2n) << BITS) / SQRT_2PI, sum);
};
const deltaFixed = (mu: number, epsilon: number): bigint => {
  const m = fixed(mu);
  const centre = (fixed(epsilon) << BITS) / m;
  return cdfFixed(m / 2n - centre) - times(expFixed(fixed(epsilon)), cdfFixed(-centre - m / 2n));
};

test("deltaOfMu is at least the true delta, and above it by less than 1e-9 of it", () => {
  let checked = 0;
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 9, noNaN: true }),
      (mu, distance) => {
        const epsilon = mu * (distance + mu / 2);
        const exact = deltaFixed(mu, epsilon);
        if (exact < ONE / 10n ** 18n) return;
        checked++;
        const got = fixed(deltaOfMu(mu, epsilon));
        assert.ok(got >= exact, `too small at ${mu}, ${epsilon}`);
        assert.ok(got - exact <= exact / 10n ** 9n, `too far above at ${mu}, ${epsilon}`);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  assert.ok(checked > 30);
});

test("delta grows with mu and falls with epsilon, up to one and down to more than nothing", () => {
  assert.equal(deltaOfMu(0, 1), 0);
  assert.ok(deltaOfMu(0.1, 900) > 0);
  assert.ok(deltaOfMu(100, 1) === 1 || 1 - deltaOfMu(100, 1) < 1e-9);
  for (const mu of [0.05, 0.5, 2, 9]) {
    for (const epsilon of [0.1, 1, 5]) {
      assert.ok(deltaOfMu(mu, epsilon) <= deltaOfMu(mu * 1.01, epsilon));
      assert.ok(deltaOfMu(mu, epsilon) >= deltaOfMu(mu, epsilon * 1.01));
    }
  }
});

test("muFor, epsilonOfMu and gdpRhoMicroFor keep the promise, and the next step breaks it", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      fc.integer({ min: 2, max: 15 }),
      (epsilon, digits) => {
        const delta = 10 ** -digits;
        const mu = muFor(epsilon, delta);
        assert.ok(deltaOfMu(mu, epsilon) <= delta);
        assert.ok(deltaOfMu(mu * (1 + 1e-9), epsilon) > delta);
        const back = epsilonOfMu(mu, delta);
        assert.ok(back <= epsilon * (1 + 1e-9) && back > epsilon * (1 - 1e-9));
        const micro = gdpRhoMicroFor(epsilon, delta);
        assert.ok(epsilonOfMu(muOfRhoMicro(micro), delta) <= epsilon);
        assert.ok(epsilonOfMu(muOfRhoMicro(micro + 1n), delta) > epsilon);
      },
    ),
    { numRuns: 60 },
  );
});

test("Gaussian accounting never promises less than zCDP for the same rho", () => {
  for (const [epsilon, delta] of [
    [0.1, 1e-5],
    [1, 1e-2],
    [1, 1e-9],
    [10, 1e-9],
  ] as const) {
    assert.ok(gdpRhoMicroFor(epsilon, delta) > rhoMicroFor(epsilon, delta));
    const micro = rhoMicroFor(epsilon, delta);
    assert.ok(epsilonOfMu(muOfRhoMicro(micro), delta) < epsilonOf(micro, delta));
  }
});

test("impossible arguments are refused", () => {
  assert.throws(() => deltaOfMu(-1, 1), RangeError);
  assert.throws(() => deltaOfMu(1, -1), RangeError);
  assert.throws(() => deltaOfMu(Number.NaN, 1), RangeError);
  assert.throws(() => epsilonOfMu(1, 0), RangeError);
  assert.throws(() => muFor(0, 0.1), RangeError);
  assert.throws(() => muFor(1, 1), RangeError);
  assert.throws(() => muOfRhoMicro(-1n), RangeError);
});
