import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder, ParamType, zeroPadValue } from "ethers";
import fc from "fast-check";
import { decodeValues } from "./decodeValues.ts";
import type { EthereumValue } from "./EthereumValue.ts";
import { encodableOf } from "./encodeValue.ts";

const coder = AbiCoder.defaultAbiCoder();

/** A type and a value of it, nested up to three deep. */
const { typed } = fc.letrec<{ typed: { type: string; value: EthereumValue } }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .bigInt({ min: 0n, max: 2n ** 96n - 1n })
      .map((value) => ({ type: "uint96", value: { kind: "Uint" as const, value } })),
    fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .map((value) => ({ type: "int64", value: { kind: "Int" as const, value } })),
    fc.boolean().map((value) => ({ type: "bool", value: { kind: "Bool" as const, value } })),
    hex(20).map((value) => ({ type: "address", value: { kind: "Address" as const, value } })),
    hex(7).map((value) => ({ type: "bytes7", value: { kind: "FixedBytes" as const, value } })),
    fc.uint8Array({ maxLength: 70 }).map((bytes) => ({
      type: "bytes",
      value: { kind: "Bytes" as const, value: `0x${Buffer.from(bytes).toString("hex")}` },
    })),
    fc
      .string({ maxLength: 40 })
      .map((value) => ({ type: "string", value: { kind: "String" as const, value: value.toWellFormed() } })),
    fc.tuple(tie("typed"), fc.integer({ min: 0, max: 3 })).map(([item, length]) => ({
      type: `${item.type}[]`,
      value: { kind: "Array" as const, value: Array<EthereumValue>(length).fill(item.value) },
    })),
    fc.tuple(tie("typed"), fc.integer({ min: 1, max: 3 })).map(([item, length]) => ({
      type: `${item.type}[${length}]`,
      value: { kind: "FixedArray" as const, value: Array<EthereumValue>(length).fill(item.value) },
    })),
    fc.array(tie("typed"), { minLength: 1, maxLength: 4 }).map((items) => ({
      type: `tuple(${items.map((item) => item.type).join(",")})`,
      value: { kind: "Tuple" as const, value: items.map((item) => item.value) },
    })),
  ),
}));

function hex(bytes: number) {
  return fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((value) => `0x${Buffer.from(value).toString("hex")}`);
}

test("reads back what another coder wrote, of any nesting", () => {
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), (items) => {
      const types = items.map((item) => ParamType.from(item.type));
      const data = coder.encode(
        types,
        items.map((item) => encodableOf(item.value)),
      );
      assert.deepEqual(
        decodeValues(types, data),
        items.map((item) => item.value),
      );
    }),
    { numRuns: 400 },
  );
});

test("refuses data that ends early, wherever it is cut", () => {
  const types = ["uint256", "tuple(bytes,address[])[]", "string"].map((type) => ParamType.from(type));
  const data = coder.encode(types, [
    1n,
    [["0xabcd", [`0x${"11".repeat(20)}`]]],
    "text that is longer than a word of thirty-two",
  ]);
  assert.equal(decodeValues(types, data).length, 3);
  // The last word is padding after 12 bytes of text: data without it still has every value.
  for (let bytes = 0; bytes < (data.length - 2) / 2 - 20; bytes += 13)
    assert.throws(() => decodeValues(types, data.slice(0, 2 + 2 * bytes)), RangeError);
});

test("refuses offsets and lengths that no data could hold, without counting to them", () => {
  const [bytes, list, empty] = ["bytes", "uint256[]", "tuple()[]"].map((type) => ParamType.from(type));
  const word = (value: bigint) => zeroPadValue(`0x${value.toString(16).padStart(64, "0")}`, 32).slice(2);
  for (const huge of [2n ** 255n, 2n ** 32n + 32n, 2n ** 31n]) {
    assert.throws(() => decodeValues([bytes!], `0x${word(huge)}`), RangeError);
    for (const type of [bytes!, list!, empty!])
      assert.throws(() => decodeValues([type], `0x${word(32n)}${word(huge)}${word(1n)}`), RangeError);
  }
});

test("refuses a word that is no address", () => {
  assert.throws(() => decodeValues([ParamType.from("address")], `0x${"ff".repeat(32)}`), TypeError);
});

test("repairs text that is not UTF-8", () => {
  const data = coder.encode(["bytes"], ["0x61ff62"]);
  assert.deepEqual(decodeValues([ParamType.from("string")], data), [{ kind: "String", value: "a\ufffdb" }]);
});
