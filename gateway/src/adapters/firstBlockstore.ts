import { SymbolonError } from "@symbolon/protocol";
import type { CID } from "multiformats/cid";
import { readBlock } from "./readBlock.ts";
import type { UnixfsBlockstore } from "./verifiedBlockstore.ts";

/**
 * Several storage nodes as one: a block comes from the first, in the given order, that has it undamaged. Throws the first one's error when none
 * does, and E5001 when there is none at all. The order is asked for at every block, so that a node may come and go.
 */
export function firstBlockstore(sources: () => readonly UnixfsBlockstore[]): UnixfsBlockstore {
  const blocks: Pick<UnixfsBlockstore, "get"> = {
    async *get(cid: CID) {
      let first: unknown = null;
      for (const source of sources()) {
        let block: Uint8Array<ArrayBuffer>;
        try {
          block = await readBlock(source, cid);
        } catch (cause) {
          first ??= cause;
          continue;
        }
        yield block;
        return;
      }
      throw first ?? new SymbolonError("E5001", { cid: cid.toString() });
    },
  };
  return blocks as UnixfsBlockstore;
}
