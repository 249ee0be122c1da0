import assert from "node:assert/strict";
import { test } from "node:test";
import { formatUnits, parseUnits } from "ethers";
import fc from "fast-check";
import { formatWei, parseWei, TOKEN_DECIMALS } from "./wei.ts";

const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const decimals = fc.integer({ min: 0, max: 24 });

test("every amount survives the round trip, and ethers reads it alike", () => {
  fc.assert(
    fc.property(uint256, decimals, (wei, places) => {
      const text = formatWei(wei, places);
      assert.equal(parseWei(text, places), wei);
      assert.equal(parseUnits(text, places), wei);
      assert.equal(parseWei(formatUnits(wei, places), places), wei);
    }),
  );
});

test("amounts are written without trailing zeros", () => {
  assert.equal(TOKEN_DECIMALS, 18);
  assert.equal(formatWei(1_500_000_000_000_000_000n), "1.5");
  assert.equal(formatWei(1n), "0.000000000000000001");
  assert.equal(formatWei(0n), "0");
  assert.equal(formatWei(10n ** 18n), "1");
  assert.equal(formatWei(-(10n ** 17n)), "-0.1");
  assert.equal(formatWei(42n, 0), "42");
});

test("what is not exactly an amount is refused", () => {
  for (const text of [
    "",
    "-1",
    "+1",
    "1.",
    ".5",
    "1e3",
    "0x10",
    "1,5",
    "1 000",
    "NaN",
    `0.${"1".repeat(19)}`,
  ])
    assert.throws(() => parseWei(text), RangeError, text);
  assert.throws(() => parseWei("1.5", 0), RangeError);
  assert.equal(parseWei(" 1.5 "), 1_500_000_000_000_000_000n);
});
