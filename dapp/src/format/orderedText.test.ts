import assert from "node:assert/strict";
import { test } from "node:test";
import { orderedText } from "./orderedText.ts";

test("an order's number has its own unit, one of them in the singular, and a statistic none", () => {
  assert.equal(orderedText(3000, {}), "3,000 records");
  assert.equal(orderedText(1, null), "1 record");
  assert.equal(orderedText(1, { product: "images" }), "1 image");
  assert.equal(orderedText(200, { product: "patients-over-time" }), "200 patients");
  assert.equal(orderedText(1, { isStatistic: true }), "figures");
});
