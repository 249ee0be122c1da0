import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { epsilonOf } from "./epsilonOf.ts";
import { noiseVarianceFor } from "./noiseVarianceFor.ts";
import { rhoMicroFor } from "./rhoMicroFor.ts";

type Golden = { rhoOf: [number, number, number][]; epsilonOf: [number, number, number][] };
const golden = JSON.parse(
  readFileSync(new URL("../../test-vectors/zcdp-conversion.json", import.meta.url), "utf8"),
) as Golden;

test("rhoMicroFor is the published conversion, rounded down to a whole micro-rho", () => {
  for (const [epsilon, delta, rho] of golden.rhoOf) {
    // The golden rho has eight decimals, so its own last digit may be half a unit off.
    const micro = rhoMicroFor(epsilon, delta);
    assert.ok(
      Number(micro) <= rho * 1e6 + 0.005 && Number(micro) > rho * 1e6 - 1.005,
      `${epsilon} ${delta}: ${micro}`,
    );
  }
  assert.equal(rhoMicroFor(1, 1e-6), 24355n);
});

test("epsilonOf is the published conversion to six decimals", () => {
  for (const [rho, delta, epsilon] of golden.epsilonOf) {
    const actual = epsilonOf(BigInt(Math.round(rho * 1e6)), delta);
    assert.ok(Math.abs(actual - epsilon) < 6e-7, `${rho} ${delta}: ${actual}`);
  }
});

test("rhoMicroFor is the largest: one micro-rho more breaks the promise", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      fc.integer({ min: 3, max: 12 }),
      (epsilon, digits) => {
        const delta = 10 ** -digits;
        const micro = rhoMicroFor(epsilon, delta);
        assert.ok(epsilonOf(micro, delta) <= epsilon);
        assert.ok(epsilonOf(micro + 1n, delta) > epsilon);
      },
    ),
    { numRuns: 30 },
  );
});

test("epsilon grows with rho, falls with delta, and zero rho costs nothing", () => {
  assert.equal(epsilonOf(0n, 1e-6), 0);
  assert.ok(epsilonOf(1000n, 1e-6) < epsilonOf(1001n, 1e-6));
  assert.ok(epsilonOf(1000n, 1e-6) < epsilonOf(1000n, 1e-9));
  assert.ok(epsilonOf(10_000_000n, 1e-6) > 10);
});

test("the variance for a budget costs a nano-rho less than it, and a hair less variance costs more", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 5_000_000n }),
      fc.integer({ min: 1, max: 5000 }),
      (rhoMicro, marginals) => {
        const { num, den } = noiseVarianceFor({ rhoMicro, marginals });
        // marginals / (2 sigma^2), in nano-rho, against the budget less one.
        const cost = BigInt(marginals) * 1_000_000_000n * den;
        const allowed = (rhoMicro * 1000n - 1n) * 2n * num;
        assert.ok(cost <= allowed && num >= 8n * den);
        if (num !== 8n) assert.ok(cost * 1_000_000n > allowed * 999_999n);
      },
    ),
  );
});

test("22 marginals at (1, 1e-6) take a variance of 451.65", () => {
  const variance = noiseVarianceFor({ rhoMicro: 24355n, marginals: 22 });
  assert.ok(Math.abs(Number(variance.num) / Number(variance.den) - 22e6 / (2 * 24355)) < 1e-4);
});

test("sum of two discrete Gaussians of half the variance: the measured Renyi cost is within rho plus a nano-rho", () => {
  // Brute force over the convolution at the smallest variance allowed, where the deviation is largest.
  const half = 4; // sigma^2 = 8
  const reach = 160;
  const pmf = (x: number) => Math.exp(-(x * x) / (2 * half));
  const sum = new Float64Array(2 * reach + 2);
  for (let z = -reach; z <= reach + 1; z++) {
    let p = 0;
    for (let y = -reach; y <= reach; y++) p += pmf(y) * pmf(z - y);
    sum[z + reach] = p;
  }
  const total = sum.reduce((a, b) => a + b, 0);
  for (const alpha of [1.01, 1.5, 2, 4, 8, 16]) {
    let moment = 0;
    for (let z = -60; z <= 60; z++) {
      const p = sum[z + reach]! / total;
      const q = sum[z + 1 + reach]! / total;
      moment += Math.exp(alpha * Math.log(p) + (1 - alpha) * Math.log(q)); // in logarithms: q^(1-a) alone overflows
    }
    const divergence = Math.log(moment) / (alpha - 1);
    assert.ok(divergence <= alpha * (1 / 16 + 1e-9), `order ${alpha}: ${divergence}`);
  }
});

test("impossible budgets and deltas are refused", () => {
  assert.throws(() => epsilonOf(-1n, 1e-6), RangeError);
  assert.throws(() => epsilonOf(1n, 0), RangeError);
  assert.throws(() => rhoMicroFor(0, 1e-6), RangeError);
  assert.throws(() => rhoMicroFor(Number.NaN, 1e-6), RangeError);
  assert.throws(() => noiseVarianceFor({ rhoMicro: 0n, marginals: 1 }), RangeError);
  assert.throws(() => noiseVarianceFor({ rhoMicro: 1n, marginals: 0 }), RangeError);
});
