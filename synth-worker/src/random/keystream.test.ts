import assert from "node:assert/strict";
import { test } from "node:test";
import { keystream } from "./keystream.ts";

test("the keystream is ChaCha20 of RFC 8439: appendix A.1, test vector 1 (zero key, zero nonce, counter 0)", () => {
  const stream = keystream(new Uint8Array(32), "");
  assert.equal(
    Buffer.from(stream.bytes(64)).toString("hex"),
    "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7" +
      "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586",
  );
});

test("words are little-endian and a long read continues over the block border", () => {
  const words = keystream(new Uint8Array(32), "");
  assert.equal(words.nextUint32(), 0xade0b876);
  const whole = keystream(new Uint8Array(32), "x").bytes(10_000);
  const parts = keystream(new Uint8Array(32), "x");
  assert.deepEqual([...parts.bytes(4095), ...parts.bytes(5905)], [...whole]);
});

test("another purpose is another stream", () => {
  const seed = new Uint8Array(32).fill(7);
  assert.notDeepEqual(keystream(seed, "a").bytes(16), keystream(seed, "b").bytes(16));
});

test("nextBelow stays in range and refuses impossible bounds, seeds and purposes", () => {
  const stream = keystream(new Uint8Array(32), "");
  for (let i = 0; i < 1000; i++) assert.ok(stream.nextBelow(3) < 3);
  assert.equal(stream.nextBelow(1), 0);
  assert.throws(() => stream.nextBelow(0), RangeError);
  assert.throws(() => keystream(new Uint8Array(31), ""), RangeError);
  assert.throws(() => keystream(new Uint8Array(32), "thirteen bytes"), RangeError);
});
