import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketSize } from "./bucketSize.ts";

/** log2 of binom(n, k). */
function log2Binomial(n: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += Math.log2((n - i) / (i + 1));
  return sum;
}

test("triples per gate by batch size, as the table of docs/proofs/and-verification.md has them", () => {
  // Last batch size (in units of 16 gates) that needs B, and the first that needs one less.
  const thresholds: readonly [units: number, bucket: number][] = [
    [4, 14],
    [741456, 2],
  ];
  for (const [units, bucket] of thresholds) assert.equal(bucketSize(units), bucket, `${units} units`);
});

test("no strategy beats 2^-40: any number of wrong units, each batch size", () => {
  for (const units of [2, 3, 4, 7, 16, 64, 200, 1000, 5000]) {
    const bucket = bucketSize(units);
    const pool = units * bucket;
    for (let wrong = 1; wrong <= units - 1; wrong++) {
      assert.ok(log2Binomial(pool, wrong * bucket) >= 40 - 1e-6, `${units} units, ${wrong} wrong`);
    }
  }
});

test("the bucket is the least that does", () => {
  for (const units of [2, 4, 100, 10000, 741000]) {
    const bucket = bucketSize(units) - 1;
    assert.ok(log2Binomial(units * bucket, bucket) < 40, `${units} units`);
  }
});

test("fewer than two units are refused", () => {
  for (const units of [0, 1, 2.5, Number.NaN]) assert.throws(() => bucketSize(units), RangeError);
});
