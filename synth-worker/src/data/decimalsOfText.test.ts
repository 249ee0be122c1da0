import assert from "node:assert/strict";
import { test } from "node:test";
import { decimalsOfText } from "./decimalsOfText.ts";

test("decimals are those a number's text needs", () => {
  const cases: [text: string, decimals: number][] = [
    ["5", 0],
    ["5.0", 0],
    ["5.", 0],
    ["2.50", 1],
    ["-0.125", 3],
    [".25", 2],
    ["1.5e-3", 4],
    ["1e-6", 6],
    ["1.25E1", 1],
    ["1.25e+9", 0],
    ["-17", 0],
    ["0.30000000000000004", 15],
    ["a-b.c", 0],
  ];
  for (const [text, decimals] of cases) assert.equal(decimalsOfText(text), decimals, text);
});
