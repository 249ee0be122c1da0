import assert from "node:assert/strict";
import { test } from "node:test";
import { cidOfDigest, digestOfCid } from "./cid.ts";
import { digestOfBytes, digestOfDocument } from "./digest.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("the digest is sha256 (FIPS 180-4 examples)", () => {
  assert.equal(
    digestOfBytes(bytes("abc")),
    "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  assert.equal(
    digestOfBytes(new Uint8Array()),
    "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("a raw block's CID is its digest, as IPFS tools print it", () => {
  const digest = digestOfBytes(bytes("hello world"));
  // Base32 of 01551220 and the sha256, computed with Python's hashlib and base64.
  const cid = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
  assert.equal(cidOfDigest(digest), cid);
  assert.equal(digestOfCid(cid), digest);
  assert.equal(
    cidOfDigest(digestOfBytes(new Uint8Array())),
    "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
  );
});

test("a document's digest does not depend on member order", () => {
  assert.equal(digestOfDocument({ a: 1, b: [2] }), digestOfDocument({ b: [2], a: 1 }));
  assert.equal(digestOfDocument({ a: 1 }), digestOfBytes(bytes('{"a":1}')));
});

test("CIDs that are not one raw sha2-256 block have no digest here", () => {
  // dag-pb root of a directory, and a raw block named by sha2-512.
  assert.equal(digestOfCid("bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"), null);
  assert.equal(digestOfCid("QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG"), null);
});

test("a digest of another length is refused, and so is text that is no CID", () => {
  assert.throws(() => cidOfDigest("0x123"), RangeError);
  assert.throws(() => digestOfCid("nonsense"));
});
