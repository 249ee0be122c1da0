import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitLines } from "./splitLines.ts";

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const linesOf = (text: string, size: number) =>
  Array.fromAsync(splitLines(inChunks(new TextEncoder().encode(text), size)));

test("only a line feed ends a line, wherever chunks are cut: a JSON text with any other separator stays whole", async () => {
  const value = { note: "a\u2028b\u2029c\u0085d\ve\ff, Äiti 👩‍⚕️" };
  const text = `${JSON.stringify(value)}\r\n\n${JSON.stringify(value)}`;
  for (const size of [1, 2, 3, 7, 1000]) {
    const lines = await linesOf(text, size);
    assert.deepEqual(
      lines.map((line) => (line === "" ? null : JSON.parse(line))),
      [value, null, value],
    );
  }
});

test("lines and line feeds put together are the text", async () => {
  const line = fc
    .string({ unit: "grapheme" })
    .map((text) => text.replaceAll("\n", "").replace(/^\uFEFF/, ""));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const found = await linesOf(lines.map((each) => `${each}\n`).join(""), size);
      assert.deepEqual(found, lines);
    }),
  );
});

test("a reader that stops early ends the source", async () => {
  let hasEnded = false;
  async function* source() {
    try {
      for (;;) yield new TextEncoder().encode("a\nb\n");
    } finally {
      hasEnded = true;
    }
  }
  for await (const line of splitLines(source())) if (line === "b") break;
  assert.ok(hasEnded);
});
