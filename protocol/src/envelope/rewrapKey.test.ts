import assert from "node:assert/strict";
import { test } from "node:test";
import { openArtifact, sealArtifact } from "./artifact.ts";
import { resultContext } from "./contexts.ts";
import { makeHpkeKeyPair } from "./hpke.ts";
import { rewrapKey } from "./rewrapKey.ts";

const context = resultContext(31_337, 1n);
const file = new TextEncoder().encode("age,grade\n50,2\n");

test("after a rotation the new key opens the same ciphertext, and the old key does not open what is released", async () => {
  const [old, fresh] = [await makeHpkeKeyPair(), await makeHpkeKeyPair()];
  const { ciphertext, wrappedKey } = await sealArtifact(file, old.publicKey, context);
  const rotated = await rewrapKey(wrappedKey, old.privateKey, fresh.publicKey, context);
  assert.deepEqual(await openArtifact({ ciphertext, wrappedKey: rotated }, fresh.privateKey, context), file);
  await assert.rejects(openArtifact({ ciphertext, wrappedKey: rotated }, old.privateKey, context), {
    code: "E5003",
  });
  await assert.rejects(openArtifact({ ciphertext, wrappedKey }, fresh.privateKey, context), {
    code: "E5003",
  });
});

test("only who can open a wrapped key can wrap it anew, and only for the order it is of", async () => {
  const [old, fresh, stranger] = [await makeHpkeKeyPair(), await makeHpkeKeyPair(), await makeHpkeKeyPair()];
  const { ciphertext, wrappedKey } = await sealArtifact(file, old.publicKey, context);
  const other = resultContext(31_337, 2n);
  await assert.rejects(rewrapKey(wrappedKey, stranger.privateKey, fresh.publicKey, context), {
    code: "E5003",
  });
  await assert.rejects(rewrapKey(wrappedKey, old.privateKey, fresh.publicKey, other), { code: "E5003" });
  const rotated = await rewrapKey(wrappedKey, old.privateKey, fresh.publicKey, context);
  await assert.rejects(openArtifact({ ciphertext, wrappedKey: rotated }, fresh.privateKey, other), {
    code: "E5003",
  });
});

test("a key can be rotated again and again", async () => {
  let pair = await makeHpkeKeyPair();
  let { wrappedKey } = await sealArtifact(file, pair.publicKey, context);
  const lengths = new Set([wrappedKey.length]);
  for (let i = 0; i < 3; i++) {
    const next = await makeHpkeKeyPair();
    wrappedKey = await rewrapKey(wrappedKey, pair.privateKey, next.publicKey, context);
    lengths.add(wrappedKey.length);
    pair = next;
  }
  assert.equal(lengths.size, 1);
});
