import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_BASKET, readBasket, withDataset } from "./basket.ts";

test("a basket keeps each dataset once, in the order they came, and no more than an application takes", () => {
  const two = withDataset(withDataset([], "7", true), "3", true);
  assert.deepEqual(withDataset(two, "7", true), ["3", "7"]);
  assert.deepEqual(withDataset(two, "7", false), ["3"]);
  const full = Array.from({ length: MAX_BASKET }, (_, i) => String(i + 1));
  assert.deepEqual(withDataset(full, "999", true), full);
});

test("what is stored is read back, and a damaged record counts as empty", () => {
  assert.deepEqual(readBasket(JSON.stringify(["1", "2", "2"])), ["1", "2"]);
  assert.deepEqual(readBasket('["1", 2, "x", "0", null]'), ["1"]);
  for (const text of [null, "", "{", "{}", "7"]) assert.deepEqual(readBasket(text), []);
});
