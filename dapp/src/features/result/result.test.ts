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
import { blobSink } from "./blobSink.ts";
import { findKey, keyFileText, parseKeyFile, saveKey } from "./keyStore.ts";
import { openResult } from "./openResult.ts";
import type { ResultSink } from "./resultSink.ts";

const csv = new TextEncoder().encode("a,b\n1,2\n");

async function sealed(publicKey: `0x${string}`, orderId = 5n) {
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
type Sealed = Awaited<ReturnType<typeof sealed>>;

async function* cut(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const openInto = (
  sink: ResultSink,
  { ciphertext, release }: Sealed,
  privateKey: `0x${string}`,
  order: Parameters<typeof openResult>[2],
) => openResult({ ciphertext: cut(ciphertext), release }, privateKey, order, sink);
const open = (...args: [Sealed, `0x${string}`, Parameters<typeof openResult>[2]]) =>
  openInto(blobSink(), ...args);

const code = (expected: string) => (error: unknown) =>
  error instanceof SymbolonError && error.code === expected;

test("a sealed result opens with its key and equals the hash on chain", async () => {
  const keys = await makeHpkeKeyPair();
  const order = { chainId: 31337, orderId: 5n, outputHash: digestOfBytes(csv) };
  const opened = await open(await sealed(keys.publicKey), keys.privateKey, order);
  assert.deepEqual(new Uint8Array(await opened.blob.arrayBuffer()), csv);
  assert.equal(opened.lines, 2);
});

test("another hash on chain is E7001; another key, another order or one changed byte is E5003", async () => {
  const keys = await makeHpkeKeyPair();
  const outputHash = digestOfBytes(csv);
  const good = await sealed(keys.publicKey);
  const order = { chainId: 31337, orderId: 5n, outputHash };
  await assert.rejects(
    open(good, keys.privateKey, { ...order, outputHash: `0x${"00".repeat(32)}` }),
    code("E7001"),
  );
  const other = await makeHpkeKeyPair();
  await assert.rejects(open(good, other.privateKey, order), code("E5003"));
  await assert.rejects(open(good, keys.privateKey, { ...order, orderId: 6n }), code("E5003"));
  const ciphertext = good.ciphertext.slice();
  ciphertext[20]! ^= 1;
  await assert.rejects(open({ ...good, ciphertext }, keys.privateKey, order), code("E5003"));
});

test("what is not proved is thrown away: a sink is finished only with the right file, and discarded with any other", async () => {
  const keys = await makeHpkeKeyPair();
  const good = await sealed(keys.publicKey);
  const order = { chainId: 31337, orderId: 5n, outputHash: digestOfBytes(csv) };
  const ciphertext = good.ciphertext.slice();
  ciphertext[ciphertext.length - 1]! ^= 1;
  for (const [file, outputHash, expected] of [
    [good, order.outputHash, "finish"],
    [good, `0x${"00".repeat(32)}`, "discard"],
    [{ ...good, ciphertext }, order.outputHash, "discard"],
  ] as const) {
    const calls: string[] = [];
    const sink: ResultSink = {
      write: async () => void calls.push("write"),
      finish: async () => {
        calls.push("finish");
        return new Blob();
      },
      discard: async () => void calls.push("discard"),
    };
    await openInto(sink, file, keys.privateKey, { ...order, outputHash }).catch(() => undefined);
    assert.deepEqual(
      calls.filter((call) => call !== "write"),
      [expected],
    );
  }
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
