import assert from "node:assert/strict";
import { test } from "node:test";
import { openArtifact, sealArtifact } from "./artifact.ts";
import { resultContext, shareContext } from "./contexts.ts";
import { makeHpkeKeyPair } from "./hpke.ts";

const plaintext = new TextEncoder().encode("age,grade\n54,2\n");
const CONTEXT = resultContext(31337, 1n);
/** 12-byte nonce and 16-byte tag. */
const OVERHEAD_BYTES = 28;

test("the buyer opens what was sealed for them", async () => {
  const buyer = await makeHpkeKeyPair();
  for (const bytes of [plaintext, new Uint8Array(), new Uint8Array(1 << 20).fill(1)]) {
    const sealed = await sealArtifact(bytes, buyer.publicKey, CONTEXT);
    assert.equal(sealed.ciphertext.length, bytes.length + OVERHEAD_BYTES);
    assert.deepEqual(await openArtifact(sealed, buyer.privateKey, CONTEXT), new Uint8Array(bytes));
  }
});

test("equal files give different ciphertexts and keys", async () => {
  const buyer = await makeHpkeKeyPair();
  const first = await sealArtifact(plaintext, buyer.publicKey, CONTEXT);
  const second = await sealArtifact(plaintext, buyer.publicKey, CONTEXT);
  assert.notDeepEqual(first.ciphertext, second.ciphertext);
  assert.notDeepEqual(first.wrappedKey, second.wrappedKey);
});

test("another account, another order, another chain or changed bytes do not open it", async () => {
  const [buyer, other] = [await makeHpkeKeyPair(), await makeHpkeKeyPair()];
  const sealed = await sealArtifact(plaintext, buyer.publicKey, CONTEXT);
  const foreign = await sealArtifact(plaintext, buyer.publicKey, CONTEXT);
  const refused = { code: "E5003", retryable: false };
  await assert.rejects(openArtifact(sealed, other.privateKey, CONTEXT), refused);
  await assert.rejects(openArtifact(sealed, buyer.privateKey, resultContext(31337, 2n)), refused);
  await assert.rejects(openArtifact(sealed, buyer.privateKey, resultContext(1, 1n)), refused);
  const crossed = { ciphertext: sealed.ciphertext, wrappedKey: foreign.wrappedKey };
  await assert.rejects(openArtifact(crossed, buyer.privateKey, CONTEXT), refused);
  for (let at = 0; at < sealed.ciphertext.length; at++) {
    const ciphertext = sealed.ciphertext.slice();
    ciphertext[at] = ciphertext[at]! ^ 1;
    await assert.rejects(openArtifact({ ...sealed, ciphertext }, buyer.privateKey, CONTEXT), refused);
  }
  const empty = { ...sealed, ciphertext: new Uint8Array() };
  await assert.rejects(openArtifact(empty, buyer.privateKey, CONTEXT), refused);
});

test("contexts name chain, order, dataset and node, and do not depend on the case of an address", () => {
  assert.equal(resultContext(31337, 7n), "symbolon/result/31337/7");
  assert.equal(shareContext(1, 2n, 3n, "0xAB"), "symbolon/share/1/2/3/0xab");
});
