import { unixfs } from "@helia/unixfs";
import { SymbolonError } from "@symbolon/protocol";
import type { CID } from "multiformats/cid";
import { readBlock } from "../../adapters/readBlock.ts";
import type { UnixfsBlockstore } from "../../adapters/verifiedBlockstore.ts";
import { contentFault } from "../../ipfs/contentFault.ts";
import type { PinBackend } from "../backends/pinBackend.ts";

/**
 * Brings every block of a file to a back end that takes blocks; those that lie there undamaged are not sent again. Reads block by block from
 * `source`, which checks them. A back end that fetches by itself needs nothing, and gets nothing. Throws what source and back end throw.
 */
export async function copyContent(cid: CID, source: UnixfsBlockstore, target: PinBackend): Promise<void> {
  const { putBlock, blocks } = target;
  if (putBlock === null) return;
  const copying: Pick<UnixfsBlockstore, "get"> = {
    async *get(block: CID) {
      const here = blocks === null ? null : await readBlock(blocks, block).catch(unlessThere);
      if (here !== null) {
        yield here;
        return;
      }
      const bytes = await readBlock(source, block);
      await putBlock(block, bytes);
      yield bytes;
    },
  };
  try {
    for await (const _ of unixfs({ blockstore: copying as UnixfsBlockstore }).cat(cid));
  } catch (cause) {
    throw contentFault(cid, cause);
  }
}

/** Null for a block that is missing or damaged; a back end that does not answer is another matter. */
function unlessThere(cause: unknown): null {
  if (cause instanceof SymbolonError && (cause.code === "E5001" || cause.code === "E5002")) return null;
  throw cause;
}
