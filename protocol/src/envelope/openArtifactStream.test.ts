import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { sealArtifact } from "./artifact.ts";
import { makeHpkeKeyPair } from "./hpke.ts";
import { openArtifactStream } from "./openArtifactStream.ts";

const CONTEXT = "symbolon/result/1/7";
const keys = await makeHpkeKeyPair();
/** Bytes that do not repeat at any block's length. */
const plaintextOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 131 + (i >> 8)) & 0xff);

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function opened(ciphertext: Uint8Array, wrappedKey: Uint8Array, size: number, context = CONTEXT) {
  const { privateKey } = keys;
  const parts: Uint8Array[] = [];
  for await (const part of openArtifactStream(pieces(ciphertext, size), { wrappedKey, privateKey, context }))
    parts.push(part);
  return { bytes: new Uint8Array(Buffer.concat(parts)), parts: parts.length };
}
const isRefused = (error: unknown) => error instanceof SymbolonError && error.code === "E5003";

test("what AES-GCM sealed comes out the same, however it is cut: no byte, part of a block, whole pieces, a piece and a byte", async () => {
  const piece = 256 * 1024;
  for (const length of [0, 1, 15, 16, 17, piece - 1, piece, piece + 1, 3 * piece + 33]) {
    const plaintext = plaintextOf(length);
    const { ciphertext, wrappedKey } = await sealArtifact(plaintext, keys.publicKey, CONTEXT);
    for (const size of length < 100 ? [1, 7, 1000] : [65_521, 1 << 20]) {
      const { bytes } = await opened(ciphertext, wrappedKey, size);
      assert.ok(Buffer.from(bytes).equals(plaintext), `${length} bytes in cuts of ${size}`);
    }
  }
});

test("pieces come while the rest is still on its way, and none is larger than a quarter of a MiB", async () => {
  const { ciphertext, wrappedKey } = await sealArtifact(plaintextOf(2_000_000), keys.publicKey, CONTEXT);
  let sent = 0;
  async function* counted() {
    for await (const part of pieces(ciphertext, 65_536)) {
      sent += part.length;
      yield part;
    }
  }
  const given: number[] = [];
  const { privateKey } = keys;
  for await (const part of openArtifactStream(counted(), { wrappedKey, privateKey, context: CONTEXT })) {
    assert.ok(part.length <= 256 * 1024);
    given.push(sent);
  }
  assert.ok(given[0]! < 400_000, `first piece after ${given[0]} bytes`);
});

test("a changed bit anywhere, a cut end, another context and too few bytes are refused at the end", async () => {
  const plaintext = plaintextOf(300_000);
  const { ciphertext, wrappedKey } = await sealArtifact(plaintext, keys.publicKey, CONTEXT);
  for (const at of [0, 11, 12, 5_000, 299_999, ciphertext.length - 1]) {
    const changed = ciphertext.slice();
    changed[at]! ^= 0x10;
    await assert.rejects(opened(changed, wrappedKey, 70_000), isRefused, `byte ${at}`);
  }
  await assert.rejects(opened(ciphertext.slice(0, -1), wrappedKey, 70_000), isRefused);
  await assert.rejects(opened(ciphertext.slice(0, 27), wrappedKey, 70_000), isRefused);
  await assert.rejects(opened(new Uint8Array(), wrappedKey, 70_000), isRefused);
  await assert.rejects(opened(ciphertext, wrappedKey, 70_000, "symbolon/result/1/8"), isRefused);
});
