import { join } from "node:path";
import { unixfs } from "@helia/unixfs";
import { SymbolonError } from "@symbolon/protocol";
import { FsBlockstore } from "blockstore-fs";
import { FsDatastore } from "datastore-fs";
import { createHeliaLight } from "helia";
import type { CID } from "multiformats/cid";
import { contentFault } from "./contentFault.ts";
import { IMPORT_SETTINGS } from "./importSettings.ts";

/** Blocks and pins on disk. Sizes and offsets are bytes of the file's content. */
export type Repository = {
  /** Stores and, unless told not to, pins a file; the pin is written last, so an interrupted add leaves no pin. */
  add(bytes: Uint8Array, options: { pin: boolean }): Promise<CID>;
  size(cid: CID): Promise<number>;
  cat(cid: CID, offset?: number, length?: number): AsyncGenerator<Uint8Array>;
  block(cid: CID): Promise<Uint8Array>;
  pins(): AsyncGenerator<CID>;
  isPinned(cid: CID): Promise<boolean>;
  close(): Promise<void>;
};

/**
 * Opens (or makes) a Helia node on `folder` without any network part: no libp2p, no routers, no block brokers, so a block that is not on
 * disk is simply not found. Blocks and pins are written to a temporary name and renamed. Throws E8002 when the folder cannot be
 * written; the repository's own functions throw E5001 (not here) and E9009 (not a file, or an unknown codec).
 */
export async function openRepository(folder: string): Promise<Repository> {
  const blockstore = new FsBlockstore(join(folder, "blocks"));
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
  // Reads go to the disk directly: Helia would wrap "not here" into "no broker could fetch it".
  const reader = unixfs({ blockstore });
  // Pin counters are read, changed and written back: one at a time.
  let pinning: Promise<unknown> = Promise.resolve();
  return {
    async add(bytes, options) {
      const cid = await files.addBytes(bytes, IMPORT_SETTINGS);
      if (options.pin) {
        const pinned = pinning.then(async () => {
          if (await helia.pins.isPinned(cid)) return;
          for await (const _ of helia.pins.add(cid));
        });
        pinning = pinned.catch(() => undefined);
        await pinned;
      }
      return cid;
    },
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
        const parts: Uint8Array[] = [];
        for await (const part of blockstore.get(cid)) parts.push(part);
        return new Uint8Array(Buffer.concat(parts));
      } catch (cause) {
        throw contentFault(cid, cause);
      }
    },
    async *pins() {
      for await (const pin of helia.pins.ls()) yield pin.cid;
    },
    isPinned: (cid) => helia.pins.isPinned(cid),
    async close() {
      await pinning;
      await helia.stop();
      await datastore.close();
      await blockstore.close();
    },
  };
}
