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
  // The first batch size, in units of 16 gates, for which B suffices.
  const first: readonly [units: number, bucket: number][] = [
    [2, 22],
    [4, 14],
    [8, 10],
    [16, 8],
    [26, 7],
    [52, 6],
    [134, 5],
    [567, 4],
    [6252, 3],
    [741456, 2],
  ];
  for (const [units, bucket] of first) assert.equal(bucketSize(units), bucket, `${units} units`);
  for (const [units, bucket] of first.slice(3))
    assert.equal(bucketSize(units - 1), bucket + 1, `${units - 1} units`);
});

test("no strategy beats 2^-40: any number of wrong units, each batch size", () => {
  for (const units of [2, 3, 4, 7, 16, 64, 200, 1000]) {
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
