import type { FsBlockstore } from "blockstore-fs";
import type { Helia } from "helia";
import type { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";

/** What a dag-pb node says of its children. */
type Linked = { readonly Links?: readonly { readonly Hash: CID }[] };

/**
 * Deletes every block that no pinned file reaches, and gives them: marks from the pins, then sweeps (McCarthy, CACM 1960). Helia's own collection goes
 * by counters per block, which a kill between two of them leaves wrong for ever; marking starts from the pins alone. Only where a pinned file
 * has lost an inner block, so that what hangs below it is not known, the counters decide beside the marks: rather too little is deleted.
 */
export async function sweepBlocks(helia: Helia, blockstore: FsBlockstore): Promise<CID[]> {
  const marked = new Set<string>();
  let isWhole = true;
  for await (const { cid } of helia.pins.ls())
    if (!(await mark(helia, blockstore, cid, marked))) isWhole = false;
  const swept: CID[] = [];
  for await (const { cid } of blockstore.getAll()) {
    if (marked.has(nameOf(cid)) || (!isWhole && (await helia.pins.isPinned(cid)))) continue;
    await blockstore.delete(cid);
    swept.push(cid);
  }
  return swept;
}

/** Marks all that hangs below `root`; false when a part of it cannot be read. Leaves are not read. */
async function mark(
  helia: Helia,
  blockstore: FsBlockstore,
  root: CID,
  marked: Set<string>,
): Promise<boolean> {
  let isWhole = true;
  const waiting = [root];
  for (let cid = waiting.pop(); cid !== undefined; cid = waiting.pop()) {
    if (marked.has(nameOf(cid))) continue;
    marked.add(nameOf(cid));
    if (cid.code === raw.code) continue;
    try {
      const codec = await helia.getCodec(cid.code);
      const parts: Uint8Array[] = [];
      for await (const part of blockstore.get(cid)) parts.push(part);
      const node = codec.decode(new Uint8Array(Buffer.concat(parts))) as Linked;
      for (const { Hash } of node.Links ?? []) waiting.push(Hash);
    } catch {
      isWhole = false;
    }
  }
  return isWhole;
}

/** Blocks are the same when their hashes are, whatever the codec they are named with. */
function nameOf(cid: CID): string {
  return Buffer.from(cid.multihash.bytes).toString("base64");
}
