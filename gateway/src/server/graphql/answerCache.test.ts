import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnswerCache, type KeptAnswer } from "./answerCache.ts";

const answer = (bytes: number): KeptAnswer => ({
  contentType: "application/json",
  body: Buffer.alloc(bytes),
});

test("keeps an answer for its life and no longer", () => {
  let now = 0;
  const cache = createAnswerCache(1000, () => now);
  cache.set("a", answer(5));
  now = 999;
  assert.equal(cache.get("a")?.body.length, 5);
  now = 1000;
  assert.equal(cache.get("a"), null);
});

test("forgets everything when it is cleared", () => {
  const cache = createAnswerCache(1000, () => 0);
  cache.set("a", answer(5));
  cache.clear();
  assert.equal(cache.get("a"), null);
});

test("holds no more than its bytes: the oldest go, an answer too large is not kept, the newest of a key counts once", () => {
  const cache = createAnswerCache(1000, () => 0);
  const mebibyte = 1024 * 1024;
  for (let i = 0; i < 20; i++) cache.set("same", answer(3 * mebibyte));
  for (let i = 0; i < 12; i++) cache.set(`key ${i}`, answer(3 * mebibyte));
  cache.set("huge", answer(5 * mebibyte));
  assert.equal(cache.get("huge"), null);
  assert.equal(cache.get("same"), null);
  const kept = Array.from({ length: 12 }, (_, i) => cache.get(`key ${i}`) !== null);
  assert.deepEqual(kept, [...Array(2).fill(false), ...Array(10).fill(true)]);
});
