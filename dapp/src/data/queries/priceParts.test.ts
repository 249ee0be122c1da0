import assert from "node:assert/strict";
import { test } from "node:test";
import { type DatasetPrices, priceParts } from "./priceParts.ts";

const fees = { treasuryBps: 250, workerBps: 1500, evaluatorBps: 250 };
const none = { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n };
const dataset = (change: Partial<DatasetPrices>): DatasetPrices => ({
  priceWei: 100n,
  rowPriceWei: 0n,
  renewalBps: 2500,
  lane: 0,
  costs: none,
  ...change,
});

test("rows are priced per dataset, and renewal follows the whole price, rounded down for each", () => {
  const parts = priceParts(
    [dataset({ rowPriceWei: 1n }), dataset({ priceWei: 3n, renewalBps: 5000 })],
    7,
    fees,
  );
  assert.deepEqual(parts.pricesWei, [107n, 3n]);
  assert.equal(parts.renewalWei, 26n + 1n);
});

test("shares are rounded down and providers get what is left, so the parts are the whole", () => {
  const parts = priceParts([dataset({ priceWei: 999n })], 1, fees);
  assert.deepEqual([parts.workersWei, parts.evaluatorWei, parts.treasuryWei], [149n, 24n, 24n]);
  assert.equal(parts.providersWei, 999n - 149n - 24n - 24n);
});

test("in the EHDS lane the parts are the cost lines, whatever the market's fees are", () => {
  const costs = { holderWei: 50n, computeWei: 30n, evaluationWei: 15n, accessBodyWei: 5n };
  const parts = priceParts([dataset({ lane: 1, costs }), dataset({ lane: 1, costs })], 5, fees);
  assert.equal(parts.isEhds, true);
  assert.deepEqual(
    [parts.providersWei, parts.workersWei, parts.evaluatorWei, parts.treasuryWei],
    [100n, 60n, 30n, 10n],
  );
});
