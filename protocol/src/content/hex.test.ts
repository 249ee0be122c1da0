import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, toHex } from "./hex.ts";

test("bytes survive the round trip", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      assert.deepEqual(fromHex(toHex(bytes)), new Uint8Array(bytes));
    }),
  );
});

test("hex is written in lower case and read in both", () => {
  assert.equal(toHex(new Uint8Array([0, 10, 255])), "0x000aff");
  assert.deepEqual(fromHex("0xAbCd"), new Uint8Array([0xab, 0xcd]));
});

test("odd length, missing 0x and other characters are refused", () => {
  for (const text of ["", "00", "0x0", "0xzz", "0x00 ", "0x0_00"])
    assert.throws(() => fromHex(text), RangeError, text);
});
