import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deterministicExp } from "./deterministicExp.ts";
import { expInPlace } from "./expInPlace.ts";

const expOf = (x: number, shift = 0): number => {
  const values = Float64Array.of(x);
  expInPlace(values, shift);
  return values[0]!;
};

test("expInPlace agrees with deterministicExp to 1e-14, relative, wherever the result is a normal number", () => {
  const arguments_ = [
    fc.double({ min: -707.9, max: 0, noNaN: true }),
    fc.double({ min: -1e-3, max: 0, noNaN: true }),
  ];
  fc.assert(
    fc.property(fc.oneof(...arguments_), (x) => {
      const expected = deterministicExp(x);
      assert.ok(Math.abs(expOf(x) - expected) <= 1e-14 * expected, `e^${x}`);
    }),
    { numRuns: 3000 },
  );
  // The ends of the reduction's intervals, where r is largest.
  for (let step = -65_000; step <= 0; step += 13) {
    const x = ((step + 0.5) * Math.LN2) / 64;
    assert.ok(Math.abs(expOf(x) - deterministicExp(x)) <= 1e-14 * deterministicExp(x), `e^${x}`);
  }
});

test("expInPlace: the shift is subtracted, 0 gives exactly 1, what is too small or no number gives 0", () => {
  assert.equal(expOf(3.25, 3.25), 1);
  assert.equal(expOf(10, 11), expOf(-1));
  for (const x of [-708, -1e300, Number.NEGATIVE_INFINITY, Number.NaN]) assert.equal(expOf(x), 0);
  assert.ok(expOf(-707.99) > 0);
});

test("expInPlace works on all of a table", () => {
  const table = Float64Array.of(-1, 0, -2);
  expInPlace(table, 0);
  assert.deepEqual([...table], [expOf(-1), 1, expOf(-2)]);
});
