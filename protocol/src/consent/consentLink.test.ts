import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Hex, toHex } from "../content/hex.ts";
import { type ConsentLink, readConsentLink, writeConsentLink } from "./consentLink.ts";

const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes): Hex => toHex(bytes));
const plain = { noNullPrototype: true } as const;
const leaf = fc.record(
  { root: word, recordHash: word, nullifier: word, proof: fc.array(word, { maxLength: 30 }) },
  plain,
);
const link: fc.Arbitrary<ConsentLink> = fc.record({ privateKey: word, leaf: fc.option(leaf) }, plain);

test("a link gives back what was written, from text that an address can hold", () => {
  fc.assert(
    fc.property(link, (written) => {
      const text = writeConsentLink(written);
      assert.match(text, /^[A-Za-z0-9_-]+$/);
      assert.deepEqual(readConsentLink(`#${text}`), written);
    }),
  );
});

test("a link that lost its end, or is something else, is refused", () => {
  const whole = writeConsentLink({ privateKey: `0x${"11".repeat(32)}`, leaf: null });
  for (const text of ["", "#", "hello", "%%%", whole.slice(0, -4), `${whole}AAAA`, `B${whole.slice(1)}`])
    assert.throws(() => readConsentLink(text), { code: "E1006" }, text);
});
