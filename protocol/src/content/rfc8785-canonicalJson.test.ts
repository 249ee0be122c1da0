import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { canonicalJson } from "./canonicalJson.ts";
import { documentBytes } from "./digest.ts";

/** IEEE 754 bits -> expected text: RFC 8785 Appendix B. */
const NUMBERS: [bits: string, text: string][] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

describe("RFC 8785", () => {
  test("section 3.2.2: the sample object", () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    assert.equal(canonicalJson(JSON.parse(text)), expected);
  });

  test("section 3.2.3: members are sorted by UTF-16 code units", () => {
    const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const members = names.map((name, index): [string, number] => [name, index]);
    const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    assert.deepEqual(
      [...canonicalJson(Object.fromEntries(members)).matchAll(/"((?:[^"\\]|\\.)*)":/g)].map(([, name]) =>
        JSON.parse(`"${name}"`),
      ),
      sorted,
    );
  });

  test("section 3.2.4: the bytes of the sample are UTF-8", () => {
    assert.deepEqual([...documentBytes("€")], [0x22, 0xe2, 0x82, 0xac, 0x22]);
  });

  for (const [bits, text] of NUMBERS)
    test(`appendix B: ${bits} is ${text}`, () => {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(`0x${bits}`));
      assert.equal(canonicalJson(view.getFloat64(0)), text);
    });

  test("appendix B: NaN and infinities are refused", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      assert.throws(() => canonicalJson({ value }), TypeError);
  });

  test("section 3.2.2.2: short escapes for the five common controls, \\u00xx for the others", () => {
    assert.equal(canonicalJson("\b\t\n\f\r\u0001\u001f"), String.raw`"\b\t\n\f\r\u0001\u001f"`);
  });
});

describe("beyond the RFC", () => {
  test("what JSON cannot hold is refused, undefined members are left out", () => {
    for (const value of [[undefined], undefined, 1n, () => 1, Symbol("s")])
      assert.throws(() => canonicalJson(value), TypeError);
    assert.equal(canonicalJson({ b: 1, a: undefined }), '{"b":1}');
  });

  test("any JSON value survives the round trip and does not depend on member order", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        // JSON has no negative zero in canonical form, so compare what a reader sees.
        assert.equal(canonicalJson(JSON.parse(text)), text);
        assert.equal(canonicalJson(reversed(value)), text);
      }),
    );
  });
});

/** The same value with members inserted in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
