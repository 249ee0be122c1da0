import type { FsBlockstore } from "blockstore-fs";
import type { Helia } from "helia";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { walkBlocks } from "./walkBlocks.ts";

/**
 * Deletes every block that no pinned file reaches, and gives them: marks from the pins, then sweeps (McCarthy, CACM 1960). Helia's own collection
 * goes by counters per block, which a kill between two of them leaves wrong for ever; marking starts from the pins alone. Only where a pinned
 * file has lost an inner block, so that what hangs below it is not known, the counters decide beside the marks: rather too little is deleted.
 * Disk and pins know blocks by their hash, so all are named as raw ones, as Kubo does.
 */
export async function sweepBlocks(helia: Helia, blockstore: FsBlockstore): Promise<CID[]> {
  const marked = new Set<string>();
  let isWhole = true;
  for await (const { cid } of helia.pins.ls())
    for await (const { kind } of walkBlocks(helia, blockstore, cid, marked))
      if (kind === "unreadable") isWhole = false;
  const swept: CID[] = [];
  for await (const { cid } of blockstore.getAll()) {
    if (marked.has(Buffer.from(cid.multihash.bytes).toString("base64"))) continue;
    if (!isWhole && (await helia.pins.isPinned(cid))) continue;
    await blockstore.delete(cid);
    swept.push(CID.createV1(raw.code, cid.multihash));
  }
  return swept;
}
