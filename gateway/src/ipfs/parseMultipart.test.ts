import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseMultipart } from "./parseMultipart.ts";

const BOUNDARY = "----boundary";
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function encode(contents: readonly Uint8Array[]): Buffer {
  const parts = contents.flatMap((content, i) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file-${i}"; filename="${i}"\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** Bytes that look like the format itself as often as chance allows. */
const content = fc
  .array(
    fc.oneof(fc.constantFrom("\r\n", "--", "\r\n--", "----boundar", "\r\n\r\n"), fc.string({ maxLength: 8 })),
  )
  .map((pieces) => new TextEncoder().encode(pieces.join("")))
  .filter((bytes) => !Buffer.from(bytes).includes(BOUNDARY));

// The three properties hold for every input, so a random run raises no false alarm.
test("gives every part's bytes unchanged, whatever they look like", () => {
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 4 }), (contents) => {
      const parts = parseMultipart(TYPE, encode(contents));
      assert.deepEqual(
        parts.map((part) => Buffer.from(part.content)),
        contents.map((bytes) => Buffer.from(bytes)),
      );
      assert.equal(parts[0]!.headers.get("content-disposition"), 'form-data; name="file-0"; filename="0"');
    }),
  );
});

test("a body cut anywhere before its closing boundary is refused, never shortened", () => {
  fc.assert(
    fc.property(content, fc.nat(), (bytes, at) => {
      const body = encode([bytes]);
      const closing = body.length - "--\r\n".length;
      assert.throws(() => parseMultipart(TYPE, body.subarray(0, at % (closing + 1))), { code: "E9009" });
    }),
  );
});

test("arbitrary bytes are refused with a code or read, never anything else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const body = Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n`), noise]);
      try {
        parseMultipart(TYPE, body);
      } catch (error) {
        assert.equal((error as { code?: string }).code, "E9009");
      }
    }),
  );
});

test("takes a quoted boundary and refuses a missing one", () => {
  assert.equal(
    parseMultipart(`multipart/form-data; boundary="${BOUNDARY}"`, encode([new Uint8Array(3)])).length,
    1,
  );
  for (const type of [undefined, "application/json", "multipart/form-data", "multipart/mixed; boundary=x"])
    assert.throws(() => parseMultipart(type, encode([])), { code: "E9009" });
});
