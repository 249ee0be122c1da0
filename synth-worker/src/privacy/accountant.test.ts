import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import type { Rational } from "../math/rational.ts";
import { Accountant, type Charge } from "./accountant.ts";
import { epsilonOf } from "./epsilonOf.ts";
import { epsilonOfMu } from "./epsilonOfMu.ts";
import { gaussianCost } from "./gaussianCost.ts";
import { muOfRhoMicro } from "./muOfRhoMicro.ts";
import { squaredSensitivities } from "./neighbours.ts";
import { picoRho } from "./picoRho.ts";
import { sigmaForRho } from "./sigmaForRho.ts";

const isE3009 = (error: unknown) => error instanceof SymbolonError && error.code === "E3009";
const gaussian = (rho: Rational): Charge => ({ what: "counts", rho, sigma: { num: 1n, den: 1n } });

const rationals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 15n }))
  .map(([num, den]) => ({ num, den }));

test("whatever is charged: spent is the sum of what was accepted, rounded up, and never passes the budget", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 5_000_000n }),
      fc.array(fc.array(rationals, { maxLength: 4 }), { maxLength: 30 }),
      (rhoMicro, batches) => {
        const accountant = new Accountant({ rhoMicro });
        let pico = 0n;
        // The exact sum as one fraction: no accepted charge may make the ledger say less than it.
        let exact: Rational = { num: 0n, den: 1n };
        for (const batch of batches) {
          const cost = batch.reduce((sum, rho) => sum + picoRho(rho), 0n);
          const logged = accountant.log.length;
          try {
            accountant.charge(batch.map(gaussian));
            pico += cost;
            for (const { num, den } of batch)
              exact = { num: exact.num * den + num * exact.den, den: exact.den * den };
            assert.equal(accountant.log.length, logged + batch.length);
          } catch (error) {
            assert.ok(isE3009(error));
            assert.ok(pico + cost > rhoMicro * 1_000_000n, "refused although it fits");
            assert.equal(accountant.log.length, logged);
          }
          assert.equal(accountant.spentRhoMicro, (pico + 999_999n) / 1_000_000n);
          assert.equal(accountant.remainingPicoRho, rhoMicro * 1_000_000n - pico);
          assert.ok(accountant.spentRhoMicro <= rhoMicro);
          assert.ok(exact.num * 1_000_000n <= accountant.spentRhoMicro * exact.den);
        }
      },
    ),
  );
});

test("a budget cut into any number of shares is never passed by the noise made for them", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 2_000_000n }),
      fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 40 }),
      fc.bigInt({ min: 1n, max: 50n }),
      (rhoMicro, weights, squared) => {
        const accountant = new Accountant({ rhoMicro });
        const whole = weights.reduce((a, b) => a + b, 0n);
        for (const weight of weights) {
          const share = { num: rhoMicro * weight, den: 1_000_000n * whole };
          const sigma = sigmaForRho(share, squared);
          accountant.charge([{ what: "x", rho: gaussianCost(squared, sigma), sigma }]);
        }
        assert.ok(accountant.spentRhoMicro <= rhoMicro);
      },
    ),
  );
});

test("sigmaForRho is the smallest with its denominator", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 13n }),
      fc.bigInt({ min: 1n, max: 10n ** 6n }),
      (pico, squared) => {
        const rho = { num: pico, den: 10n ** 12n };
        const sigma = sigmaForRho(rho, squared);
        assert.equal(sigma.den, 1n << 20n);
        assert.ok(picoRho(gaussianCost(squared, sigma)) <= pico);
        if (sigma.num > 1n) {
          const less = gaussianCost(squared, { num: sigma.num - 1n, den: sigma.den });
          assert.ok(less.num * rho.den > rho.num * less.den);
        }
      },
    ),
  );
  assert.throws(() => sigmaForRho({ num: 1n, den: 10n ** 13n }, 1n), RangeError);
  assert.throws(() => sigmaForRho({ num: 1n, den: 1n }, 0n), RangeError);
});

test("epsilon is of the whole budget: Gaussian while all charges are, zCDP from the first that is not", () => {
  const accountant = new Accountant({ rhoMicro: 24_355n });
  assert.equal(accountant.epsilon(1e-6), epsilonOfMu(muOfRhoMicro(24_355n), 1e-6));
  accountant.charge([gaussian({ num: 1n, den: 1000n })]);
  assert.equal(accountant.allGaussian, true);
  assert.equal(accountant.epsilon(1e-6), epsilonOfMu(muOfRhoMicro(24_355n), 1e-6));
  assert.ok(accountant.epsilon(1e-6) < 1);
  accountant.charge([{ what: "choice", rho: { num: 1n, den: 1000n }, sigma: null }]);
  assert.equal(accountant.allGaussian, false);
  assert.equal(accountant.epsilon(1e-6), epsilonOf(24_355n, 1e-6));
  assert.equal(new Accountant({ rhoMicro: 0n }).epsilon(1e-6), 0);
});

test("deltas of single charges add up, are capped, and are taken from the delta of the statement", () => {
  const accountant = new Accountant({ rhoMicro: 1_000_000n, delta: 3e-10 });
  const keys = (delta: number): Charge => ({ ...gaussian({ num: 1n, den: 100n }), delta });
  accountant.charge([keys(1e-10)]);
  accountant.charge([keys(1e-10)]);
  assert.throws(() => accountant.charge([keys(1.1e-10)]), isE3009);
  assert.equal(accountant.spentRhoMicro, 20_000n);
  assert.equal(accountant.spentDelta, 2e-10);
  assert.ok(accountant.epsilon(1e-9) >= epsilonOfMu(muOfRhoMicro(1_000_000n), 7e-10));
  assert.ok(accountant.epsilon(1e-9) < epsilonOfMu(muOfRhoMicro(1_000_000n), 6.99e-10));
  assert.throws(() => accountant.epsilon(3e-10), RangeError);
  assert.throws(() => new Accountant({ rhoMicro: 1n }).charge([keys(1e-10)]), isE3009);
});

test("the refusal says what is asked and what is left, and nothing changes", () => {
  const accountant = new Accountant({ rhoMicro: 10n });
  accountant.charge([gaussian({ num: 4n, den: 1_000_000n })]);
  assert.throws(
    () =>
      accountant.charge([gaussian({ num: 13n, den: 2_000_000n }), gaussian({ num: 1n, den: 10n ** 12n })]),
    (error) => isE3009(error) && /needs 7 micro-rho, 6 of 10 is left/.test((error as Error).message),
  );
  assert.equal(accountant.spentRhoMicro, 4n);
  assert.equal(accountant.log.length, 1);
  // The log is a copy: what a caller does to it changes nothing.
  (accountant.log as Charge[]).pop();
  assert.equal(accountant.log.length, 1);
});

test("costs and budgets that make no sense are refused", () => {
  const accountant = new Accountant({ rhoMicro: 10n });
  assert.throws(() => accountant.charge([gaussian({ num: -1n, den: 1n })]), RangeError);
  assert.throws(
    () => accountant.charge([{ ...gaussian({ num: 1n, den: 10n ** 9n }), delta: -1 }]),
    RangeError,
  );
  assert.throws(() => new Accountant({ rhoMicro: -1n }), RangeError);
  assert.throws(() => new Accountant({ rhoMicro: 1n, delta: 1 }), RangeError);
  assert.throws(() => gaussianCost(0n, { num: 1n, den: 1n }), RangeError);
  assert.throws(() => gaussianCost(1n, { num: 0n, den: 1n }), RangeError);
});

test("sensitivities by brute force over two neighbouring patients", () => {
  for (const relation of ["add-remove", "replace"] as const) {
    for (const maxRecords of [1, 2, 3]) {
      const worst = { countTable: 0, errorSum: 0, keyCounts: 0 };
      // All multisets of at most m records in 6 cells for the patient who leaves, and the one who comes.
      const patients = countVectors(6, maxRecords);
      const none = patients.filter((counts) => counts.every((count) => count === 0));
      for (const left of relation === "replace" ? patients : none) {
        for (const come of patients) {
          const moved = left.map((count, cell) => come[cell]! - count);
          worst.countTable = Math.max(
            worst.countTable,
            moved.reduce((sum, x) => sum + x * x, 0),
          );
          const held = left.map((count, cell) => Math.sign(come[cell]!) - Math.sign(count));
          worst.keyCounts = Math.max(
            worst.keyCounts,
            held.reduce((sum, x) => sum + x * x, 0),
          );
          // The error sum moves most where every moved record moves it the same way.
          const sum = moved.reduce((total, x) => total + Math.abs(x), 0);
          worst.errorSum = Math.max(worst.errorSum, sum * sum);
        }
      }
      const claimed = squaredSensitivities({ unit: "patient", maxRecords, relation });
      assert.deepEqual(
        { countTable: claimed.countTable, errorSum: claimed.errorSum, keyCounts: claimed.keyCounts },
        {
          countTable: BigInt(worst.countTable),
          errorSum: BigInt(worst.errorSum),
          keyCounts: BigInt(worst.keyCounts),
        },
      );
    }
  }
  for (const maxRecords of [0, 1.5, 2e6])
    assert.throws(
      () => squaredSensitivities({ unit: "patient", maxRecords, relation: "replace" }),
      RangeError,
    );
});

/** Every vector of `cells` counts whose sum is at most `most`. */
function countVectors(cells: number, most: number): number[][] {
  if (cells === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, first) =>
    countVectors(cells - 1, most - first).map((rest) => [first, ...rest]),
  ).flat();
}
