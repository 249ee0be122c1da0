import type { FsBlockstore } from "blockstore-fs";
import type { Helia } from "helia";
import type { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";

/** What a dag-pb node says of its children. */
type Linked = { readonly Links?: readonly { readonly Hash: CID }[] };

/** A block on the way: a leaf (not read), an inner one that was read, or an inner one that could not be, so that its children are unknown. */
export type WalkedBlock = { readonly cid: CID; readonly kind: "leaf" | "inner" | "unreadable" };

/** Every block that hangs below `root`, itself first; what `seen` names (multihash in base64) is passed over, and grows. Reads the disk only. */
export async function* walkBlocks(
  helia: Pick<Helia, "getCodec">,
  blockstore: FsBlockstore,
  root: CID,
  seen: Set<string>,
): AsyncGenerator<WalkedBlock> {
  const waiting = [root];
  for (let cid = waiting.pop(); cid !== undefined; cid = waiting.pop()) {
    // Blocks are the same when their hashes are, whatever the codec they are named with.
    const name = Buffer.from(cid.multihash.bytes).toString("base64");
    if (seen.has(name)) continue;
    seen.add(name);
    if (cid.code === raw.code) {
      yield { cid, kind: "leaf" };
      continue;
    }
    try {
      const codec = await helia.getCodec(cid.code);
      const parts: Uint8Array[] = [];
      for await (const part of blockstore.get(cid)) parts.push(part);
      const node = codec.decode(new Uint8Array(Buffer.concat(parts))) as Linked;
      for (const { Hash } of node.Links ?? []) waiting.push(Hash);
    } catch {
      yield { cid, kind: "unreadable" };
      continue;
    }
    yield { cid, kind: "inner" };
  }
}
