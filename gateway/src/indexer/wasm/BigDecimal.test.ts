import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as decimal from "./BigDecimal.ts";

const { parseDecimal, formatDecimal } = decimal;

describe("BigDecimal", () => {
  it("reads and writes plain decimals", () => {
    const cases = [
      ["0", "0"],
      ["-0.50", "-0.5"],
      ["1e3", "1000"],
      ["12.5e-3", "0.0125"],
      [".25", "0.25"],
      ["1000000000000000000000000000000000000", "1000000000000000000000000000000000000"],
    ] as const;
    for (const [text, expected] of cases) assert.equal(formatDecimal(parseDecimal(text)), expected);
    for (const text of ["", ".", "1,5", "abc", "1e"]) assert.throws(() => parseDecimal(text), SyntaxError);
  });

  it("keeps 34 significant digits", () => {
    const third = decimal.divideDecimals(parseDecimal("1"), parseDecimal("3"));
    assert.equal(formatDecimal(third), `0.${"3".repeat(34)}`);
    const twoThirds = decimal.divideDecimals(parseDecimal("2"), parseDecimal("3"));
    assert.equal(formatDecimal(twoThirds), `0.${"6".repeat(33)}7`);
  });

  it("adds, subtracts, multiplies and compares across exponents", () => {
    const [a, b] = [parseDecimal("1.25"), parseDecimal("300")];
    assert.equal(formatDecimal(decimal.addDecimals(a, b)), "301.25");
    assert.equal(formatDecimal(decimal.subtractDecimals(a, b)), "-298.75");
    assert.equal(formatDecimal(decimal.multiplyDecimals(a, b)), "375");
    assert.equal(decimal.equalDecimals(parseDecimal("1.0"), parseDecimal("1")), true);
    assert.throws(() => decimal.divideDecimals(a, parseDecimal("0")), RangeError);
  });
});
