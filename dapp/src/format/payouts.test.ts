import assert from "node:assert/strict";
import { test } from "node:test";
import { payoutKind, payoutLabel } from "./payouts.ts";

test("kinds are counted from the end, whatever the number of providers", () => {
  assert.deepEqual(
    Array.from({ length: 7 }, (_, i) => payoutKind(i, 7)),
    ["PROVIDER", "PROVIDER", "WORKER", "WORKER", "WORKER", "EVALUATOR", "TREASURY"],
  );
  assert.equal(payoutKind(5, 6, true), "ACCESS_BODY");
});

test("every kind has a word, and an unknown one shows as it is", () => {
  for (const kind of ["PROVIDER", "WORKER", "EVALUATOR", "TREASURY", "ACCESS_BODY"])
    assert.notEqual(payoutLabel(kind), kind);
  assert.equal(payoutLabel("OTHER"), "OTHER");
});
