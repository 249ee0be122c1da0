import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cidOfDigest, digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { NextToLast } from "blockstore-fs/sharding";
import { CID } from "multiformats/cid";
import { closeServer } from "../http/closeServer.ts";
import { listen } from "../http/listen.ts";
import { type IpfsNode, startIpfsNode } from "../ipfs/startIpfsNode.ts";
import type { ContentStore } from "./contentStore.ts";
import { kuboContentStore } from "./kuboContentStore.ts";

const token = "a-token-for-the-tests";
let folder: string;
let node: IpfsNode;
let store: ContentStore;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-store-"));
  node = await startIpfsNode({
    folder,
    apiToken: token,
    host: "127.0.0.1",
    port: 0,
    maxUploadBytes: 8_000_000,
    onError: (error) => assert.fail(String(error)),
  });
  store = kuboContentStore({ apiUrl: node.url, token, timeoutMs: 30_000 });
});
after(async () => {
  await node.close();
  await rm(folder, { recursive: true });
});

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

test("small content is found by CID and by digest, which say the same", async () => {
  const bytes = randomBytes(5000);
  const added = await store.add(bytes);
  assert.equal(added.digest, digestOfBytes(bytes));
  assert.equal(added.cid, cidOfDigest(added.digest));
  assert.deepEqual(Buffer.from(await store.get(added.cid)), bytes);
  assert.deepEqual(Buffer.from(await store.get(added.digest)), bytes);
  assert.equal((await store.get((await store.add(new Uint8Array())).cid)).length, 0);
});

test("content of several blocks comes back whole and in any part", async () => {
  const bytes = randomBytes(3_300_000);
  const { cid, digest } = await store.add(bytes);
  assert.equal(digest, digestOfBytes(bytes));
  assert.notEqual(cid, cidOfDigest(digest));
  assert.equal(await store.size(cid), bytes.length);
  assert.deepEqual(Buffer.from(await store.get(cid)), bytes);
  for (const [from, length] of [
    [0, 1],
    [1_048_575, 2],
    [1_048_576, 1_048_576],
    [3_299_999, 1],
  ] as const)
    assert.deepEqual(await collect(store.read(cid, from, length)), bytes.subarray(from, from + length));
});

test("a block changed on the node's disk is E5002, in small and in large content", async () => {
  for (const size of [2000, 1_500_000]) {
    const bytes = randomBytes(size);
    const { cid } = await store.add(bytes);
    const leaf = cidOfDigest(digestOfBytes(bytes.subarray(Math.floor((size - 1) / 1_048_576) * 1_048_576)));
    const { dir, file } = new NextToLast().encode(CID.parse(leaf));
    const path = join(folder, "blocks", dir, file);
    const block = await readFile(path);
    block[7]! ^= 1;
    await writeFile(path, block);
    await assert.rejects(store.get(cid), { code: "E5002", retryable: false });
  }
});

test("absent content is E5001, a wrong token and a dead node are E5004, all retryable", async () => {
  const absent = digestOfBytes(randomBytes(9));
  await assert.rejects(store.get(absent), { code: "E5001", retryable: true });
  const stranger = kuboContentStore({
    apiUrl: node.url,
    token: "another-token-altogether",
    timeoutMs: 30_000,
  });
  await assert.rejects(stranger.add(randomBytes(9)), { code: "E5004", retryable: true });
  const dead = kuboContentStore({ apiUrl: "http://127.0.0.1:1", token, timeoutMs: 30_000 });
  await assert.rejects(dead.get(absent), { code: "E5004" });
  await assert.rejects(dead.ping(), { code: "E5004" });
  await store.ping();
});

test("content above the caller's limit is not fetched", async () => {
  const { cid } = await store.add(randomBytes(3000));
  await assert.rejects(store.get(cid, { limitBytes: 2999 }), { code: "E9003" });
});

test("what is no CID is E9009 before any request", async () => {
  await assert.rejects(store.get("hello"), { code: "E9009" });
});

test("a node that names another CID than the bytes have, or no CID, is found out", async () => {
  const bytes = randomBytes(50);
  for (const [answer, code] of [
    [JSON.stringify({ Name: "x", Hash: cidOfDigest(digestOfBytes(randomBytes(1))), Size: "50" }), "E5002"],
    ["<html>", "E5004"],
  ] as const) {
    const liar = createServer((request, response) => {
      request.resume().on("end", () => response.end(answer));
    });
    const url = await listen(liar, "127.0.0.1", 0);
    const lying = kuboContentStore({ apiUrl: url, token, timeoutMs: 30_000 });
    await assert.rejects(lying.add(bytes), (error) => error instanceof SymbolonError && error.code === code);
    await closeServer(liar, 100);
  }
});
