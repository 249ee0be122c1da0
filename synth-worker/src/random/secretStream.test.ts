import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { test } from "node:test";
import { expandSeed } from "./expandSeed.ts";
import { runningHash } from "./runningHash.ts";
import { secretStream } from "./secretStream.ts";

const key = Uint8Array.from({ length: 16 }, (_, i) => 3 * i + 1);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("the stream is AES-128-CTR from counter 0, whatever the lengths it is read in", () => {
  const WORDS = 60000;
  const reference = createCipheriv("aes-128-ctr", key, new Uint8Array(16)).update(new Uint8Array(4 * WORDS));
  for (const lengths of [[60000], [1, 2, 253, 1, 16384, 16383, 1, 26975], Array<number>(600).fill(100)]) {
    const stream = secretStream(key);
    const out = new Uint32Array(WORDS);
    let at = 0;
    lengths.forEach((length, i) => {
      if (i % 2 === 0) stream.fill(out, at, at + length);
      else stream.xorInto(out, at, at + length);
      at += length;
    });
    assert.equal(at, WORDS);
    assert.equal(hex(new Uint8Array(out.buffer)), hex(reference));
  }
});

test("NIST SP 800-38A F.5.1 is AES-128-CTR: the platform's cipher is the one the stream names", () => {
  const cipher = createCipheriv(
    "aes-128-ctr",
    Buffer.from("2b7e151628aed2a6abf7158809cf4f3c", "hex"),
    Buffer.from("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "hex"),
  );
  const block = cipher.update(Buffer.from("6bc1bee22e409f96e93d7e117393172a", "hex"));
  assert.equal(block.toString("hex"), "874d6191b620e3261bef6864990db6ce");
});

test("a closed stream gives nothing, and a key of another length is refused", () => {
  const stream = secretStream(key);
  const out = new Uint32Array(4);
  stream.fill(out, 0, 4);
  stream.close();
  assert.throws(() => stream.fill(out, 0, 4), RangeError);
  assert.throws(() => stream.xorInto(out, 0, 4), RangeError);
  assert.throws(() => secretStream(new Uint8Array(32)), RangeError);
});

test("a seed expands to the ChaCha20 keystream (RFC 8439, A.1, test vector 1), a prefix for each length", () => {
  const bytes = expandSeed(new Uint8Array(32), 64);
  assert.ok(hex(bytes).startsWith("76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"));
  assert.equal(hex(expandSeed(new Uint8Array(32), 10)), hex(bytes.slice(0, 10)));
  assert.throws(() => expandSeed(new Uint8Array(16), 4), RangeError);
});

test("a running hash can be read and goes on (FIPS 180-4: SHA-256 of abc)", () => {
  const hash = runningHash();
  hash.update(Buffer.from("ab"));
  const early = hash.digest();
  hash.update(Buffer.from("c"));
  assert.equal(hex(hash.digest()), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.notEqual(hex(early), hex(hash.digest()));
});
