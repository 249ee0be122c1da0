import assert from "node:assert/strict";
import { test } from "node:test";
import type { OrderTerms } from "@symbolon/protocol";
import { splitOf } from "./splitOf.ts";

const terms = (change: Partial<OrderTerms>): OrderTerms =>
  ({
    totalWei: 100n,
    workersWei: 15n,
    evaluatorWei: 3n,
    treasuryWei: 2n,
    pricesWei: [60n, 40n],
    ...change,
  }) as OrderTerms;

test("providers share by price, nodes alike, evaluator and treasury get theirs", () => {
  assert.deepEqual(splitOf(terms({})), [48n, 32n, 5n, 5n, 5n, 3n, 2n]);
});

test("shares add up to the total whatever is left over by division", () => {
  for (let totalWei = 1n; totalWei < 500n; totalWei++) {
    const workersWei = totalWei / 7n;
    const pricesWei = [totalWei / 3n, totalWei - totalWei / 3n];
    const shares = splitOf(terms({ totalWei, workersWei, evaluatorWei: 0n, treasuryWei: 0n, pricesWei }));
    assert.equal(
      shares.reduce((sum, share) => sum + share, 0n),
      totalWei,
    );
  }
});

test("a free order owes nobody anything, and holders without costs get nothing", () => {
  const free = { totalWei: 0n, workersWei: 0n, evaluatorWei: 0n, treasuryWei: 0n, pricesWei: [0n] };
  assert.deepEqual(splitOf(terms(free)), [0n, 0n, 0n, 0n, 0n, 0n]);
  const costs = {
    totalWei: 9n,
    workersWei: 4n,
    evaluatorWei: 3n,
    treasuryWei: 2n,
    pricesWei: [0n, 0n],
  };
  assert.deepEqual(splitOf(terms(costs)), [0n, 0n, 1n, 1n, 2n, 3n, 2n]);
});
