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
    permitId: 0n,
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

test("a dropped dataset is paid nothing and its price goes back; the others' shares are those of an order without it", () => {
  assert.deepEqual(splitOf(terms({}), 0b10n), [49n, 0n, 40n, 3n, 3n, 3n, 1n, 1n]);
  const alone = splitOf(
    terms({ totalWei: 60n, workersWei: 9n, evaluatorWei: 1n, treasuryWei: 1n, pricesWei: [60n] }),
  );
  assert.deepEqual(alone, [49n, 3n, 3n, 3n, 1n, 1n]);
  for (let mask = 1n; mask < 3n; mask++)
    for (let totalWei = 3n; totalWei < 300n; totalWei++) {
      const pricesWei = [totalWei / 3n, totalWei - totalWei / 3n];
      const shares = splitOf(
        terms({ totalWei, workersWei: totalWei / 7n, evaluatorWei: 0n, treasuryWei: 0n, pricesWei }),
        mask,
      );
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0n),
        totalWei,
      );
      assert.equal(shares[Number(mask) - 1], 0n);
    }
});

test("under a permit only the dropped holder's line goes back", () => {
  const costs = {
    totalWei: 100n,
    workersWei: 30n,
    evaluatorWei: 15n,
    treasuryWei: 5n,
    pricesWei: [20n, 30n],
    permitId: 3n,
  };
  assert.deepEqual(splitOf(terms(costs), 0b01n), [0n, 30n, 20n, 10n, 10n, 10n, 15n, 5n]);
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
