import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { framePrefix } from "./framePrefix.ts";
import { frameReader } from "./frameReader.ts";

test("frames come out as they went in, wherever the stream was cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }),
      fc.array(fc.nat({ max: 60 }), { maxLength: 30 }),
      (bodies, cuts) => {
        const stream = Buffer.concat(bodies.flatMap((body) => [framePrefix(body.length), body]));
        const reader = frameReader(40);
        const found: number[][] = [];
        let at = 0;
        for (const cut of [...cuts, stream.length]) {
          for (const frame of reader.push(stream.subarray(at, at + cut))) found.push([...frame]);
          at = Math.min(stream.length, at + cut);
        }
        assert.deepEqual(
          found,
          bodies.map((body) => [...body]),
        );
        assert.equal(reader.inside(), false);
      },
    ),
  );
});

test("a length above the limit is refused with its fourth byte, before any of the body is there", () => {
  const reader = frameReader(100);
  const prefix = framePrefix(101);
  assert.deepEqual(reader.push(prefix.subarray(0, 3)), []);
  assert.equal(reader.inside(), true);
  assert.throws(() => reader.push(prefix.subarray(3)), RangeError);
  assert.deepEqual(frameReader(100).push(framePrefix(100)), []);
});

test("no memory is taken for a long body before some of it has come", () => {
  const readers = Array.from({ length: 1000 }, () => frameReader(2 ** 30));
  const before = process.memoryUsage().arrayBuffers;
  for (const reader of readers) reader.push(framePrefix(2 ** 30));
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 24);
});
