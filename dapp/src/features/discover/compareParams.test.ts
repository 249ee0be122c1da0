import assert from "node:assert/strict";
import { test } from "node:test";
import { comparedIds, withCompared } from "./compareParams.ts";

test("at most four datasets, each once; what is no number of one is left out", () => {
  const ids = (text: string) => comparedIds(new URLSearchParams(text));
  assert.deepEqual(ids("compare=2,1,2,0,x,-3,7,8,9"), ["2", "1", "7", "8"]);
  assert.deepEqual(ids(""), []);
});

test("a fifth is not taken in, and one that is taken out leaves the others in their order", () => {
  const four = ["4", "3", "2", "1"];
  assert.deepEqual(withCompared(four, "5", true), four);
  assert.deepEqual(withCompared(four, "3", false), ["4", "2", "1"]);
  assert.deepEqual(withCompared(["4"], "4", true), ["4"]);
});
