import { join } from "node:path";
import { unixfs } from "@helia/unixfs";
import { SymbolonError } from "@symbolon/protocol";
import { FsBlockstore } from "blockstore-fs";
import { FsDatastore } from "datastore-fs";
import { createHeliaLight } from "helia";
import type { CID } from "multiformats/cid";
import { sha256 } from "multiformats/hashes/sha2";
import { contentFault } from "./contentFault.ts";
import { diskWalker } from "./diskWalker.ts";
import { IMPORT_SETTINGS } from "./importSettings.ts";
import { sharedLock } from "./sharedLock.ts";
import { sweepBlocks } from "./sweepBlocks.ts";
import { walkBlocks } from "./walkBlocks.ts";

/** Blocks and pins on disk. Sizes and offsets are bytes of the file's content. What writes throws E5006 when the disk takes nothing. */
export type Repository = {
  /** Stores and, unless told not to, pins a file; the pin is written last, so an interrupted add leaves no pin. */
  add(bytes: Uint8Array, options: { pin: boolean }): Promise<CID>;
  size(cid: CID): Promise<number>;
  cat(cid: CID, offset?: number, length?: number): AsyncGenerator<Uint8Array>;
  block(cid: CID): Promise<Uint8Array>;
  /** Stores one block, in place of a damaged one too. Throws E5002 when the bytes do not hash to the CID. */
  putBlock(cid: CID, bytes: Uint8Array): Promise<void>;
  /** Pins a file whose blocks are all here; nothing changes when it is pinned already. Throws E5001 when a block is missing. */
  pin(cid: CID): Promise<void>;
  /** False when it was not pinned. Blocks stay until garbage is collected. */
  unpin(cid: CID): Promise<boolean>;
  pins(): AsyncGenerator<CID>;
  /** Whether the file itself was pinned; a block of a pinned file was not. */
  isPinned(cid: CID): Promise<boolean>;
  /** Deletes every block that belongs to no pinned file and names them. Nothing is added or pinned meanwhile. */
  collectGarbage(): Promise<CID[]>;
  close(): Promise<void>;
};

/**
 * Opens (or makes) a Helia node on `folder` without any network part: no libp2p, no routers, no block brokers, so a block that is not on
 * disk is simply not found. Blocks and pins are written to a temporary name and renamed. Throws E8002 when the folder cannot be
 * written; the repository's own functions throw E5001 (not here) and E9009 (not a file, or an unknown codec).
 * @param blockstore where blocks lie, if not in a folder of their own below `folder`
 */
export async function openRepository(
  folder: string,
  blockstore: FsBlockstore = new FsBlockstore(join(folder, "blocks")),
): Promise<Repository> {
  const datastore = new FsDatastore(join(folder, "pins"));
  try {
    await blockstore.open();
    await datastore.open();
  } catch (cause) {
    throw new SymbolonError("E8002", { path: folder, reason: String(cause) }, { cause });
  }
  const helia = createHeliaLight({ blockstore, datastore });
  await helia.start();
  const files = unixfs(helia);
  const walker = diskWalker(blockstore);
  // Reads go to the disk directly: Helia would wrap "not here" into "no broker could fetch it".
  const reader = unixfs({ blockstore });
  // What adds and pins runs beside others; collecting garbage runs alone, or it would take blocks that wait for their pin.
  const lock = sharedLock();
  // Pin counters are read, changed and written back: one at a time.
  let pinning: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = pinning.then(work);
    pinning = result.catch(() => undefined);
    return result;
  };
  const isPinned = (cid: CID): Promise<boolean> =>
    helia.pins.get(cid).then(
      () => true,
      (cause: unknown) => {
        if (nameOf(cause) === "NotFoundError") return false;
        throw cause;
      },
    );
  const pin = (cid: CID): Promise<void> =>
    inTurn(async () => {
      if (await isPinned(cid)) return;
      for await (const _ of helia.pins.add(cid, { walker }));
    });
  return {
    add: (bytes, options) =>
      lock.shared(async () => {
        try {
          const cid = await files.addBytes(bytes, IMPORT_SETTINGS);
          if (options.pin) await pin(cid);
          return cid;
        } catch (cause) {
          throw writeFault(`a file of ${bytes.length} bytes`, cause);
        }
      }),
    async size(cid) {
      try {
        const stat = await reader.stat(cid);
        if (stat.type === "directory") throw new SymbolonError("E9009", { reason: `${cid} is a directory` });
        return Number(stat.size);
      } catch (cause) {
        throw contentFault(cid, cause);
      }
    },
    async *cat(cid, offset = 0, length) {
      try {
        yield* reader.cat(cid, length === undefined ? { offset } : { offset, length });
      } catch (cause) {
        throw contentFault(cid, cause);
      }
    },
    async block(cid) {
      try {
        return await readBlock(blockstore, cid);
      } catch (cause) {
        throw contentFault(cid, cause);
      }
    },
    async putBlock(cid, bytes) {
      const { digest } = await sha256.digest(bytes);
      if (cid.multihash.code !== sha256.code || Buffer.compare(digest, cid.multihash.digest) !== 0)
        throw new SymbolonError("E5002", { cid: cid.toString() });
      // Not through Helia, which leaves a block that is there as it is, damaged or not.
      await lock.shared(() =>
        blockstore.put(cid, bytes).catch((cause: unknown) => {
          throw writeFault(`block ${cid}`, cause);
        }),
      );
    },
    pin: (cid) =>
      lock.shared(async () => {
        // Helia pins a file whose leaves are missing as well.
        for await (const { cid: block, kind } of walkBlocks(helia, blockstore, cid, new Set()))
          if (kind === "unreadable" || (kind === "leaf" && !(await blockstore.has(block))))
            throw new SymbolonError("E5001", { cid: block.toString() });
        try {
          await pin(cid);
        } catch (cause) {
          throw writeFault(`the pin of ${cid}`, cause);
        }
      }),
    unpin: (cid) =>
      lock.shared(() =>
        inTurn(async () => {
          if (!(await isPinned(cid))) return false;
          for await (const _ of helia.pins.rm(cid, { walker }));
          return true;
        }),
      ),
    async *pins() {
      for await (const { cid } of helia.pins.ls()) yield cid;
    },
    isPinned,
    collectGarbage: () => lock.exclusive(() => sweepBlocks(helia, blockstore)),
    async close() {
      await lock.exclusive(async () => undefined);
      await helia.stop();
      await datastore.close();
      await blockstore.close();
    },
  };
}

async function readBlock(blockstore: FsBlockstore, cid: CID): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of blockstore.get(cid)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

function writeFault(what: string, cause: unknown): unknown {
  if (cause instanceof SymbolonError || nameOf(cause) !== "PutFailedError") return cause;
  return new SymbolonError("E5006", { what, reason: String((cause as Error).message) }, { cause });
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : "";
}
