import assert from "node:assert/strict";
import { test } from "node:test";
import { holdoutSplit } from "./holdoutSplit.ts";

test("the split depends on the secret alone and does not change as records are added", () => {
  const secret = new Uint8Array(32).fill(7);
  assert.deepEqual(holdoutSplit(500, secret), holdoutSplit(500, secret));
  assert.deepEqual(holdoutSplit(500, secret), holdoutSplit(900, secret).slice(0, 500));
  assert.notDeepEqual(holdoutSplit(500, secret), holdoutSplit(500, new Uint8Array(32).fill(8)));
});

test("about a fifth is held out", () => {
  // Fixed secret, so this cannot fail by chance; over random secrets 5 standard deviations (false alarm below 1e-6).
  const held = holdoutSplit(20_000, new Uint8Array(32).fill(1)).reduce((sum, flag) => sum + flag, 0);
  assert.ok(Math.abs(held - 4000) < 5 * Math.sqrt(20_000 * 0.2 * 0.8), String(held));
});
