import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { measuredOrderGas } from "./measuredOrderGas.ts";

/** Above this a change of the contracts has made the page's figures untrue; the gas snapshot's own tolerance. */
const TOLERANCE_PERCENT = 2;

/** The market's first order alone pays for it; the benchmark's market has had orders. */
const ESCROW_FILLED_GAS = 17_100n;

const measured = JSON.parse(
  readFileSync(new URL("../../../../contracts/generated/gas.json", import.meta.url), "utf8"),
) as Record<string, number>;

for (const [operation, gas] of [
  ["buy, cold: consent and budget checked", measuredOrderGas(1, false)],
  ["buy, cold: two datasets", measuredOrderGas(2, false)],
  ["buy, cold: consent, permit and budget checked", measuredOrderGas(1, true)],
] as const)
  test(`the figure shown for "${operation}" is the committed one, and the escrow's first payment`, () => {
    const committed = measured[operation]!;
    const later = Number(gas - ESCROW_FILLED_GAS);
    const percent = (100 * Math.abs(later - committed)) / committed;
    assert.ok(percent <= TOLERANCE_PERCENT, `${later} is shown, ${committed} was measured`);
  });

test("with nothing chosen yet it is the least that an order costs", () => {
  assert.equal(measuredOrderGas(0, false), measuredOrderGas(1, false));
});
