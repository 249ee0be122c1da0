import assert from "node:assert/strict";
import { test } from "node:test";
import { payoutKind, payoutLabel } from "./payouts.ts";

test("kinds are counted from the end, whatever the number of providers", () => {
  assert.deepEqual(
    Array.from({ length: 7 }, (_, i) => payoutKind(i, 7, 2)),
    ["PROVIDER", "PROVIDER", "WORKER", "WORKER", "WORKER", "EVALUATOR", "TREASURY"],
  );
  assert.equal(payoutKind(5, 6, 1, true), "ACCESS_BODY");
});

test("one payee more than the order's datasets explain is the buyer, who gets back what was dropped", () => {
  assert.deepEqual(
    Array.from({ length: 8 }, (_, i) => payoutKind(i, 8, 2)),
    ["PROVIDER", "PROVIDER", "REFUND", "WORKER", "WORKER", "WORKER", "EVALUATOR", "TREASURY"],
  );
});

test("every kind has a word, and an unknown one shows as it is", () => {
  for (const kind of ["PROVIDER", "REFUND", "WORKER", "EVALUATOR", "TREASURY", "ACCESS_BODY"])
    assert.notEqual(payoutLabel(kind), kind);
  assert.equal(payoutLabel("OTHER"), "OTHER");
});
