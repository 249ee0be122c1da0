import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deterministicExp } from "./deterministicExp.ts";
import { deterministicLog } from "./deterministicLog.ts";
import { deterministicLog1p } from "./deterministicLog1p.ts";
import { integerSqrt } from "./integerSqrt.ts";
import { reduceRational } from "./reduceRational.ts";

const close = (actual: number, expected: number, relative: number) =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.max(Math.abs(expected), 1e-300),
    `${actual} is not ${expected}`,
  );

test("deterministic logarithm and exponential agree with the engine's to a few units in the last place", () => {
  for (let i = 0; i < 4000; i++) {
    const x = 10 ** ((i - 2000) / 7);
    if (x !== 1) close(deterministicLog(x), Math.log(x), 2e-15);
    const t = (i - 2000) / 100;
    close(deterministicLog1p(t / 21), Math.log1p(t / 21), 2e-15);
    close(deterministicExp(t * 30), Math.exp(t * 30), 2e-15);
  }
  for (const x of [1e-12, -1e-12, 1e-6, -1e-6]) close(deterministicLog1p(x), Math.log1p(x), 1e-15);
});

test("deterministic logarithm and exponential keep their limits", () => {
  assert.equal(deterministicLog(1), 0);
  assert.equal(deterministicLog(0), Number.NEGATIVE_INFINITY);
  assert.ok(Number.isNaN(deterministicLog(-1)));
  assert.equal(deterministicLog1p(-1), Number.NEGATIVE_INFINITY);
  assert.equal(deterministicExp(0), 1);
  assert.equal(deterministicExp(-1e9), 0);
  assert.equal(deterministicExp(1e9), Number.POSITIVE_INFINITY);
  close(deterministicLog(5e-324), Math.log(5e-324), 1e-15);
});

test("these exact doubles are what every machine must get", () => {
  assert.equal(deterministicLog(2), Math.LN2);
  assert.equal(deterministicLog(10), Math.LN10);
  assert.equal(deterministicExp(2), 7.38905609893065);
  assert.equal(deterministicExp(-3.25), 0.03877420783172201);
});

test("integer square root is the floor", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (n) => {
      const root = integerSqrt(n);
      assert.ok(root * root <= n && (root + 1n) * (root + 1n) > n);
    }),
  );
  assert.throws(() => integerSqrt(-1n), RangeError);
});

test("reducing a fraction keeps its value and signs the numerator", () => {
  assert.deepEqual(reduceRational({ num: 22_000_000n, den: 48_710n }), { num: 2_200_000n, den: 4_871n });
  assert.deepEqual(reduceRational({ num: 2n, den: -4n }), { num: -1n, den: 2n });
  assert.throws(() => reduceRational({ num: 1n, den: 0n }), RangeError);
});
