import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { notInPlace } from "./notInPlace.ts";
import { sharedConstant } from "./sharedConstant.ts";
import { splitWords } from "./test-support/splitWords.ts";
import { threeParties } from "./test-support/threeParties.ts";
import { xorConstantInPlace } from "./xorConstantInPlace.ts";
import { xorInPlace } from "./xorInPlace.ts";

const stream = fastStream(keystream(new Uint8Array(32), "party test"));
const words = (length: number): Uint32Array => Uint32Array.from({ length }, () => stream.nextUint32());

for (const mode of ["semi-honest", "malicious"] as const) {
  test(`${mode}: AND, XOR, NOT and constants open to what plain bits give`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint32Array({ minLength: 1, maxLength: 40 }), fc.nat(1000), async (x, seed) => {
        const y = words(x.length);
        const c = words(x.length);
        const xs = splitWords(x, stream);
        const ys = splitWords(y, stream);
        const { results, costs } = await threeParties(
          async (party) => {
            const product = await party.and(xs[party.index]!, ys[party.index]!);
            const inverted = notInPlace(party, xorInPlace(product, sharedConstant(party, c)));
            return await party.open(xorConstantInPlace(party, inverted, y));
          },
          { mode, seed },
        );
        const expected = x.map((word, i) => ~((word & y[i]!) ^ c[i]!) ^ y[i]!);
        for (const result of results) assert.deepEqual(result, expected);
        assert.equal(costs[0]!.ands, 32 * x.length);
      }),
      { numRuns: 40 },
    );
  });
}

test("vectors longer than the window of messages come out whole", async () => {
  const x = words(16384 * 40 + 5);
  const y = words(x.length);
  const xs = splitWords(x, stream);
  const ys = splitWords(y, stream);
  const { results } = await threeParties(async (party) =>
    party.open(await party.and(xs[party.index]!, ys[party.index]!)),
  );
  assert.deepEqual(
    results[1],
    x.map((word, i) => word & y[i]!),
  );
});
