import assert from "node:assert/strict";
import { test } from "node:test";
import {
  digestOfBytes,
  makeHpkeKeyPair,
  resultContext,
  SymbolonError,
  sealArtifact,
  toHex,
} from "@symbolon/protocol";
import type { SealedResult } from "../../data/gateway/fetchResult.ts";
import { findKey, keyFileText, parseKeyFile, saveKey } from "./keyStore.ts";
import { openResult } from "./openResult.ts";

const csv = new TextEncoder().encode("a,b\n1,2\n");

async function sealed(publicKey: `0x${string}`, orderId = 5n): Promise<SealedResult> {
  const { ciphertext, wrappedKey } = await sealArtifact(csv, publicKey, resultContext(31337, orderId));
  return {
    ciphertext,
    release: {
      orderId: orderId.toString(),
      cid: "cid",
      ciphertextHash: digestOfBytes(ciphertext),
      wrappedKey: toHex(wrappedKey),
      fileName: "order-5.csv",
    },
  };
}
const code = (expected: string) => (error: unknown) =>
  error instanceof SymbolonError && error.code === expected;

test("a sealed result opens with its key and equals the hash on chain", async () => {
  const keys = await makeHpkeKeyPair();
  const order = { chainId: 31337, orderId: 5n, outputHash: digestOfBytes(csv) };
  const opened = await openResult(await sealed(keys.publicKey), keys.privateKey, order);
  assert.deepEqual(opened.bytes, csv);
});

test("another hash on chain is E7001; another key, another order or one changed byte is E5003", async () => {
  const keys = await makeHpkeKeyPair();
  const outputHash = digestOfBytes(csv);
  const good = await sealed(keys.publicKey);
  const order = { chainId: 31337, orderId: 5n, outputHash };
  await assert.rejects(
    openResult(good, keys.privateKey, { ...order, outputHash: `0x${"00".repeat(32)}` }),
    code("E7001"),
  );
  const other = await makeHpkeKeyPair();
  await assert.rejects(openResult(good, other.privateKey, order), code("E5003"));
  await assert.rejects(openResult(good, keys.privateKey, { ...order, orderId: 6n }), code("E5003"));
  const ciphertext = good.ciphertext.slice();
  ciphertext[20]! ^= 1;
  await assert.rejects(openResult({ ...good, ciphertext }, keys.privateKey, order), code("E5003"));
});

test("a kept key is found by public key and chain, whatever the letters' case, and survives the key file", async () => {
  const memory = new Map<string, string>();
  const storage = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
  };
  const keys = await makeHpkeKeyPair();
  saveKey(storage, 31337, keys);
  assert.deepEqual(
    findKey(storage, 31337, keys.publicKey.toUpperCase().replace("0X", "0x") as `0x${string}`),
    keys,
  );
  assert.equal(findKey(storage, 1, keys.publicKey), null);
  assert.deepEqual(parseKeyFile(keyFileText(keys)), keys);
  for (const key of memory.keys()) memory.set(key, "{damaged");
  assert.equal(findKey(storage, 31337, keys.publicKey), null);
});

for (const text of ["", "[]", "null", '{"publicKey":"0x12","privateKey":"0x34"}', "not json"])
  test(`${JSON.stringify(text)} is no key file`, () => {
    assert.throws(() => parseKeyFile(text), code("E1006"));
  });
