import assert from "node:assert/strict";
import { test } from "node:test";
import { binomialCoinsFor } from "./binomialCoinsFor.ts";
import { binomialRenyi } from "./binomialRenyi.ts";
import { binomialRho } from "./binomialRho.ts";
import { epsilonOf } from "./epsilonOf.ts";
import { epsilonOfOrders } from "./epsilonOfOrders.ts";
import { orderBudget } from "./orderBudget.ts";
import { renyiOrdersFor } from "./renyiOrdersFor.ts";
import { rhoMicroFor } from "./rhoMicroFor.ts";
import { rhoMicroForOrders } from "./rhoMicroForOrders.ts";

/**
 * exp((a - 1) D_a) exactly, as num / den: sum over k of C(n, k) ((n - k + 1)/k)^(a - 1) / (2^n - 1). With C(n, k) = C(n, k - 1)
 * (n - k + 1)/k the sum is over the common denominator lcm(1..n)^(a - 1), here simply n!^(a - 1).
 */
function exactMoment(n: number, order: number): { num: bigint; den: bigint } {
  let factorial = 1n;
  for (let k = 1n; k <= n; k++) factorial *= k;
  let choose = 1n;
  let num = 0n;
  for (let k = 1n; k <= n; k++) {
    choose = (choose * (BigInt(n) - k + 1n)) / k;
    num += choose * (((BigInt(n) - k + 1n) * factorial) / k) ** BigInt(order - 1);
  }
  return { num, den: factorial ** BigInt(order - 1) * (2n ** BigInt(n) - 1n) };
}

/** ln of a fraction a little above 1, through 200 fraction bits. */
function logOf({ num, den }: { num: bigint; den: bigint }): number {
  const excess = Number(((num - den) << 200n) / den) / 2 ** 200;
  return Math.log1p(excess);
}

test("the bound is above the exact divergence, and by less than 1e-8 of it", () => {
  for (const coins of [64, 100, 256])
    for (const [i, bound] of binomialRenyi(coins, 12).entries()) {
      const exact = logOf(exactMoment(coins, i + 2)) / (i + 1);
      assert.ok(bound >= exact, `${coins} coins, order ${i + 2}: ${bound} < ${exact}`);
      assert.ok(bound <= exact * (1 + 1e-8), `${coins} coins, order ${i + 2}: ${bound} > ${exact}`);
    }
});

test("8192 coins cost what Gaussian noise costs within 3e-5 up to order 32 and 5e-4 at 128; fewer coins more", () => {
  const excess = (coins: number, order: number) =>
    binomialRenyi(coins, order)[order - 2]! / ((2 * order) / coins) - 1;
  for (let order = 2; order <= 32; order++) {
    assert.ok(excess(8192, order) > 0);
    assert.ok(excess(8192, order) < 3e-5);
  }
  assert.ok(Math.abs(excess(8192, 128) - 4.85e-4) < 1e-6);
  assert.ok(Math.abs(excess(1024, 32) - 1.91e-3) < 1e-5);
  assert.ok(Math.abs(excess(1024, 128) - 4.6) < 0.1);
  assert.ok(Math.abs(excess(256, 32) - 0.0343) < 1e-4);
});

test("tails far below the smallest double count: at high orders they are what costs", () => {
  // One term alone, k = 1, is n 2^-n n^(a - 1); here P(1) is about 2^-2037.
  const [coins, order] = [2048, 220];
  const least = (order * Math.log(coins) - coins * Math.LN2) / (order - 1);
  const bound = binomialRenyi(coins, order)[order - 2]!;
  assert.ok(bound >= least && bound <= 1.01 * least, `${bound} for ${least}`);
});

test("more coins never cost more, and higher orders never have a smaller divergence", () => {
  let before = binomialRenyi(64, 40);
  for (let coins = 66; coins <= 400; coins += 2) {
    const now = binomialRenyi(coins, 40);
    for (let i = 0; i < now.length; i++) {
      assert.ok(now[i]! <= before[i]! * (1 + 1e-9));
      if (i > 0) assert.ok(now[i]! >= now[i - 1]! * (1 - 1e-9));
    }
    before = now;
  }
});

test("rho covers every order that it speaks of, and is Gaussian within 3e-5 from 8192 coins on", () => {
  for (const coins of [200, 1024, 8192, 21_900]) {
    const { num, den } = binomialRho(coins, 32);
    const rho = Number(num) / Number(den);
    for (const [i, divergence] of binomialRenyi(coins, 32).entries()) assert.ok(divergence <= rho * (i + 2));
    assert.ok(rho >= 2 / coins);
    if (coins >= 8192) assert.ok(rho <= (2 / coins) * (1 + 3e-5));
  }
  assert.throws(() => binomialRho(64, 1024), RangeError);
});

test("the number of coins is the smallest even one within rho", () => {
  for (const [num, den, orders] of [
    [1n, 4096n, 32],
    [244n, 1_000_000n, 64],
    [1n, 100n, 32],
    [1n, 3n, 8],
  ] as const) {
    const rho = { num, den };
    const coins = binomialCoinsFor(rho, orders);
    const fits = (n: number) => {
      const cost = binomialRho(n, orders);
      return cost.num * den <= num * cost.den;
    };
    assert.equal(coins % 2, 0);
    assert.ok(fits(coins));
    if (coins > 64) assert.ok(!fits(coins - 2), `${coins - 2} coins would do`);
  }
  assert.equal(binomialCoinsFor({ num: 1n, den: 100n }, 32, 8192), 8192);
  assert.throws(() => binomialCoinsFor({ num: 1n, den: 10n ** 9n }, 32), RangeError);
  assert.throws(() => binomialCoinsFor({ num: 0n, den: 1n }, 32), RangeError);
});

test("golden: costs and coins, from few coins and low orders to many of both", () => {
  for (const [coins, orders, num] of [
    [64, 8, 132_226_937_915_850n],
    [1024, 32, 8_015_297_398_203n],
    [2048, 220, 21_921_060_124_230n],
    [8192, 128, 1_000_485_456_069n],
    [101_958, 417, 80_349_491_414n],
  ] as const)
    assert.deepEqual(binomialRho(coins, orders), { num, den: 4096n * 10n ** 12n });
  for (const [num, den, orders, coins] of [
    [1n, 100n, 32, 240],
    [1n, 5n, 128, 698],
    [1n, 50n, 200, 1622],
    [1n, 1000n, 64, 2006],
    [1n, 500n, 1024, 13_544],
    [25n, 1_000_000n, 150, 80_002],
    [321n, 36_000_000n, 417, 224_302],
  ] as const)
    assert.equal(binomialCoinsFor({ num, den }, orders), coins);
});

test("what an order costs altogether keeps its epsilon at 99 % of its delta, however it is divided", () => {
  for (const [epsilon, delta] of [
    [0.1, 1e-6],
    [1, 1e-6],
    [3, 1e-9],
  ] as const) {
    const { rhoMicro, maxOrder } = orderBudget(epsilon, delta);
    assert.ok(epsilonOfOrders(rhoMicro, 0.99 * delta, maxOrder) <= epsilon);
    assert.ok(
      epsilonOfOrders(rhoMicro + 1n, 0.99 * delta, renyiOrdersFor(rhoMicro + 1n, 0.99 * delta)) > epsilon,
    );
    // A hundredth of delta costs next to nothing.
    assert.ok(Number(rhoMicro) >= 0.996 * Number(rhoMicroForOrders(epsilon, delta).rhoMicro));
  }
});

test("epsilon from whole orders is never below the one from all orders, and within 1 % with orders enough", () => {
  for (const rho of [1000n, 24_355n, 500_000n])
    for (const delta of [1e-9, 1e-6]) {
      const all = epsilonOf(rho, delta);
      const whole = epsilonOfOrders(rho, delta, renyiOrdersFor(rho, delta));
      assert.ok(whole >= all * (1 - 1e-12));
      assert.ok(whole <= all * 1.01, `${whole} and ${all}`);
      // Orders cut off too early cost: the promise must be made with what the noise serves.
      assert.ok(epsilonOfOrders(rho, delta, 2) > all);
    }
  assert.throws(() => epsilonOfOrders(-1n, 1e-6, 8), RangeError);
  assert.throws(() => epsilonOfOrders(1n, 0, 8), RangeError);
  assert.throws(() => epsilonOfOrders(1n, 1e-6, 1), RangeError);
});

test("a budget for whole orders keeps its promise and is hardly smaller than one for all orders", () => {
  for (const [epsilon, delta] of [
    [1, 1e-6],
    [1, 1e-9],
    [3, 1e-9],
    [0.1, 1e-6],
  ] as const) {
    const { rhoMicro, maxOrder } = rhoMicroForOrders(epsilon, delta);
    assert.ok(epsilonOfOrders(rhoMicro, delta, maxOrder) <= epsilon);
    assert.ok(rhoMicro <= rhoMicroFor(epsilon, delta));
    assert.ok(Number(rhoMicro) >= 0.99 * Number(rhoMicroFor(epsilon, delta)));
    assert.equal(maxOrder, renyiOrdersFor(rhoMicro, delta));
  }
  assert.throws(() => rhoMicroForOrders(0, 1e-6), RangeError);
  assert.throws(() => rhoMicroForOrders(1e-12, 1e-9), RangeError);
  assert.throws(() => renyiOrdersFor(0n, 1e-9), RangeError);
  assert.throws(() => renyiOrdersFor(1n, 1), RangeError);
});

test("impossible coins and orders are refused", () => {
  for (const [coins, order] of [
    [62, 8],
    [65, 8],
    [2 ** 20 + 2, 8],
    [64, 1],
    [64, 1025],
    [64, 2.5],
  ] as const)
    assert.throws(() => binomialRenyi(coins, order), RangeError);
});
