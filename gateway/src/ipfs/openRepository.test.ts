import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { cidOfDigest, digestOfBytes } from "@symbolon/protocol";
import { FsBlockstore } from "blockstore-fs";
import type { CID } from "multiformats/cid";
import { damageBlock } from "../storage/test-support/damageBlock.ts";
import { openRepository, type Repository } from "./openRepository.ts";
import { parseCid } from "./parseCid.ts";

let folder: string;
let repository: Repository;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-repository-"));
  repository = await openRepository(folder);
});
afterEach(async () => {
  await repository.close();
  await rm(folder, { recursive: true });
});

async function whole(cid: CID): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of repository.cat(cid)) parts.push(part);
  return Buffer.concat(parts);
}
/** Hashes of blocks, which is all that collected garbage is known by. */
const hashes = (cids: readonly (CID | string)[]) =>
  cids.map((cid) => Buffer.from(parseCid(cid.toString()).multihash.bytes).toString("hex")).sort();
const leafOf = (bytes: Uint8Array, index: number) =>
  cidOfDigest(digestOfBytes(bytes.subarray(index * 1_048_576, (index + 1) * 1_048_576)));

test("garbage is what no pin reaches: unpinned files go, pinned ones stay, shared blocks too", async () => {
  const shared = randomBytes(1_048_576);
  const first = Buffer.concat([shared, randomBytes(10)]);
  const second = Buffer.concat([shared, randomBytes(20)]);
  const a = await repository.add(first, { pin: true });
  const b = await repository.add(second, { pin: true });
  const loose = await repository.add(randomBytes(30), { pin: false });
  assert.deepEqual(hashes(await repository.collectGarbage()), hashes([loose]));
  assert.equal(await repository.unpin(a), true);
  assert.deepEqual(await whole(a), first, "unpinning alone takes nothing");
  assert.deepEqual(hashes(await repository.collectGarbage()), hashes([a, leafOf(first, 1)]));
  assert.deepEqual(await whole(b), second);
  await assert.rejects(repository.block(a), { code: "E5001" });
  assert.equal(await repository.unpin(a), false);
});

test("a file is pinned from its blocks, and not before all of them are here", async () => {
  const bytes = randomBytes(1_100_000);
  const cid = await repository.add(bytes, { pin: false });
  await damageBlock(folder, leafOf(bytes, 1), "remove");
  await assert.rejects(repository.pin(cid), { code: "E5001" });
  assert.equal(await repository.isPinned(cid), false);
  await repository.putBlock(parseCid(leafOf(bytes, 1)), bytes.subarray(1_048_576));
  await repository.pin(cid);
  await repository.pin(cid);
  assert.equal(await repository.isPinned(cid), true);
  assert.equal(await repository.isPinned(parseCid(leafOf(bytes, 0))), false, "a block of it is no pin");
  assert.deepEqual(await repository.collectGarbage(), []);
  assert.deepEqual(await whole(cid), bytes);
});

test("a pin that a kill cut short keeps no block from being collected", async () => {
  const bytes = randomBytes(1_100_000);
  const cid = await repository.add(bytes, { pin: false });
  await damageBlock(folder, leafOf(bytes, 1), "remove");
  await assert.rejects(repository.pin(cid));
  assert.equal((await repository.collectGarbage()).length, 2);
});

test("where a pinned file lost an inner block, what may hang below it is not collected", async () => {
  const bytes = randomBytes(1_100_000);
  const cid = await repository.add(bytes, { pin: true });
  const loose = await repository.add(randomBytes(30), { pin: false });
  await damageBlock(folder, cid.toString(), "remove");
  assert.deepEqual(hashes(await repository.collectGarbage()), hashes([loose]));
  assert.equal((await repository.block(parseCid(leafOf(bytes, 0)))).length, 1_048_576);
});

test("a file that lost a block can be unpinned", async () => {
  const cid = await repository.add(randomBytes(1_100_000), { pin: true });
  await damageBlock(folder, cid.toString(), "remove");
  assert.equal(await repository.unpin(cid), true);
  assert.equal(await repository.isPinned(cid), false);
});

test("a block is stored under its hash or not at all, in place of a damaged one too", async () => {
  const bytes = randomBytes(100);
  const cid = parseCid(cidOfDigest(digestOfBytes(bytes)));
  await assert.rejects(repository.putBlock(cid, randomBytes(100)), { code: "E5002" });
  await assert.rejects(repository.block(cid), { code: "E5001" });
  await repository.putBlock(cid, bytes);
  await damageBlock(folder, cid.toString(), "change");
  await repository.putBlock(cid, bytes);
  assert.deepEqual(Buffer.from(await repository.block(cid)), bytes);
});

test("files that are added while garbage is collected stay", async () => {
  const files = Array.from({ length: 12 }, () => randomBytes(50_000));
  const adding = files.map((bytes) => repository.add(bytes, { pin: true }));
  const [cids] = await Promise.all([
    Promise.all(adding),
    repository.collectGarbage(),
    repository.collectGarbage(),
  ]);
  for (const [i, cid] of cids.entries()) assert.deepEqual(await whole(cid), files[i]);
});

/** A disk that takes `room` blocks and no more. */
class FullBlockstore extends FsBlockstore {
  room: number;

  constructor(path: string, room: number) {
    super(path);
    this.room = room;
  }

  override async put(...args: Parameters<FsBlockstore["put"]>): ReturnType<FsBlockstore["put"]> {
    if (this.room === 0)
      // As FsBlockstore names every write that fails.
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { name: "PutFailedError" });
    this.room -= 1;
    return super.put(...args);
  }
}

test("a full disk is E5006 for files and blocks, leaves no pin, and nothing is lost when it has room again", async () => {
  const kept = await repository.add(randomBytes(10), { pin: true });
  await repository.close();
  const disk = new FullBlockstore(join(folder, "blocks"), 1);
  repository = await openRepository(folder, disk);
  const bytes = randomBytes(1_100_000);
  await assert.rejects(repository.add(bytes, { pin: true }), { code: "E5006", retryable: true });
  const block = randomBytes(10);
  const name = parseCid(cidOfDigest(digestOfBytes(block)));
  await assert.rejects(repository.putBlock(name, block), { code: "E5006" });
  const pins: string[] = [];
  for await (const pin of repository.pins()) pins.push(pin.toString());
  assert.deepEqual(pins, [kept.toString()]);
  disk.room = 10;
  const cid = await repository.add(bytes, { pin: true });
  assert.deepEqual(await whole(cid), bytes);
});
