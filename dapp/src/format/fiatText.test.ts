import assert from "node:assert/strict";
import { test } from "node:test";
import { feasibilityText } from "./feasibilityText.ts";
import { fiatText } from "./fiatText.ts";
import { formatBytes } from "./formatBytes.ts";

const SYM = 10n ** 18n;

test("an amount in fiat is rounded to cents, exact for amounts beyond a double, and never reads as nothing when it is something", () => {
  assert.equal(fiatText(100n * SYM, "0.85", "EUR"), "≈ 85.00 EUR");
  assert.equal(fiatText(SYM / 3n, "1", "EUR"), "≈ 0.33 EUR");
  assert.equal(
    fiatText(1_234_567_890_123_456_789n * SYM, "1.5", "USD"),
    "≈ 1,851,851,835,185,185,183.50 USD",
  );
  assert.equal(fiatText(1n, "2400", "EUR"), "< 0.01 EUR");
  assert.equal(fiatText(0n, "2400", "EUR"), "≈ 0.00 EUR");
  assert.equal(fiatText(SYM, "0", "EUR"), "≈ 0.00 EUR");
});

test("sizes are in decimal units with one decimal where that tells something", () => {
  assert.deepEqual([0, 950, 1000, 1_234_567, 123_456_789, 1e9, 5e12].map(formatBytes), [
    ...["0 B", "950 B", "1 kB", "1.2 MB", "123 MB", "1 GB", "5000 GB"],
  ]);
});

test("a suppressed count is said to be small and nothing more; an open question is no count", () => {
  assert.equal(feasibilityText({ k: 10, roundedTo: 10, count: 1420 }), "about 1,420 patients");
  assert.equal(feasibilityText({ k: 10, roundedTo: 10, fewerThan: 10 }), "fewer than 10 patients");
  assert.match(feasibilityText(null), /not answered/);
});
