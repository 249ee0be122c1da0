import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, sha256, toBeHex, toUtf8Bytes } from "ethers";
import { rowSeed } from "./rowSeed.ts";

const MODEL = `0x${"11".repeat(32)}` as const;

test("the seed of order 1 is fixed for ever", () => {
  // sha256("symbolon/seed/1" || 0000000000000001 || 11...11), computed with coreutils' sha256sum.
  assert.equal(rowSeed(1n, MODEL), "0x203159166ec29c670594e22ba009878a1f4cc5b5c8f4647b7b2750cc0c873416");
});

test("the seed is what docs/ARCHITECTURE.md says, by another implementation", () => {
  for (const orderId of [1n, 255n, 256n, 2n ** 64n - 1n])
    assert.equal(
      rowSeed(orderId, MODEL),
      sha256(concat([toUtf8Bytes("symbolon/seed/1"), toBeHex(orderId, 8), MODEL])),
    );
});

test("another order or another model has another seed", () => {
  const other = `0x${"11".repeat(31)}12` as const;
  assert.notEqual(rowSeed(1n, MODEL), rowSeed(2n, MODEL));
  assert.notEqual(rowSeed(1n, MODEL), rowSeed(1n, other));
});
