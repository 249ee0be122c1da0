import assert from "node:assert/strict";
import { test } from "node:test";
import { chiSquareTail } from "./chiSquareTail.ts";

test("chi-square tails agree with SciPy's", () => {
  for (const [x, degrees, expected] of [
    [10.326742, 1, 0.0013111644883060994],
    [3.2, 2, 0.2018965179946554],
    [25, 7, 0.0007588002556582502],
    [0.5, 10, 0.999993388289439],
    [60, 3, 5.878230727906921e-13],
    [1e-3, 1, 0.9747728793699604],
  ] as const) {
    const tail = chiSquareTail(x, degrees);
    assert.ok(Math.abs(tail / expected - 1) < 1e-12, `${x}, ${degrees}: ${tail}`);
  }
});

test("the tail starts at 1, ends at 0, and there is none for impossible arguments", () => {
  for (const degrees of [1, 2, 9, 1000]) {
    assert.equal(chiSquareTail(0, degrees), 1);
    assert.equal(chiSquareTail(Number.POSITIVE_INFINITY, degrees), 0);
  }
  for (const [x, degrees] of [
    [-1, 1],
    [Number.NaN, 1],
    [1, 0],
    [1, 1.5],
    [1, 1001],
  ] as const)
    assert.throws(() => chiSquareTail(x, degrees), RangeError);
});
