import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bigIntToBytes, bytesToBigInt } from "./bigIntBytes.ts";

describe("bigIntToBytes", () => {
  it("writes the shortest two's complement bytes", () => {
    const cases: [bigint, number[]][] = [
      [0n, [0]],
      [127n, [0x7f]],
      [128n, [0x80, 0]],
      [-1n, [0xff]],
      [-128n, [0x80]],
      [-129n, [0x7f, 0xff]],
      [256n, [0, 1]],
    ];
    for (const [value, bytes] of cases) assert.deepEqual([...bigIntToBytes(value)], bytes);
  });

  it("comes back from bytesToBigInt, also with sign padding", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (value) => {
        const bytes = bigIntToBytes(value);
        assert.equal(bytesToBigInt(bytes), value);
        assert.equal(bytesToBigInt(Uint8Array.from([...bytes, value < 0n ? 255 : 0])), value);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("reads no bytes as zero", () => {
    assert.equal(bytesToBigInt(new Uint8Array()), 0n);
  });
});
