import type { unixfs } from "@helia/unixfs";
import { SymbolonError } from "@symbolon/protocol";
import type { CID } from "multiformats/cid";
import { sha256 } from "multiformats/hashes/sha2";

/** Largest block taken from a storage node; honest ones are at most 1 MiB and a little. */
const MAX_BLOCK_BYTES = 2_097_152;

/** The blockstore that @helia/unixfs works on; only `get` is here, which is all that reading uses. */
export type UnixfsBlockstore = Parameters<typeof unixfs>[0]["blockstore"];

/** Asks a storage node for a block; the answer's body is the block. Throws E5001 and E5004. */
export type FetchBlock = (cid: CID) => Promise<Response>;

/**
 * Blocks of a remote storage node, each hashed before it is handed on: a file read through it is correct byte by byte
 * whoever runs the node. Throws E5002 for a block that does not hash to its CID, E5001 and E5004 as `fetchBlock` does, E9009 for a hash
 * that is not sha2-256.
 */
export function verifiedBlockstore(fetchBlock: FetchBlock): UnixfsBlockstore {
  const blocks: Pick<UnixfsBlockstore, "get"> = {
    async *get(cid: CID) {
      if (cid.multihash.code !== sha256.code)
        throw new SymbolonError("E9009", { reason: `${cid} is not named by a sha2-256 hash` });
      const block = await bounded(await fetchBlock(cid), cid);
      const actual = await sha256.digest(block);
      if (Buffer.compare(actual.digest, cid.multihash.digest) !== 0)
        throw new SymbolonError("E5002", { cid: cid.toString() });
      yield block;
    },
  };
  return blocks as UnixfsBlockstore;
}

async function bounded(response: Response, cid: CID): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    // Node's streams are iterable; the browser types that dApp files bring in do not say so.
    const body = response.body as unknown as AsyncIterable<Uint8Array> | null;
    for await (const part of body ?? []) {
      length += part.length;
      if (length > MAX_BLOCK_BYTES) throw new SymbolonError("E5002", { cid: cid.toString() });
      parts.push(part);
    }
  } catch (cause) {
    if (cause instanceof SymbolonError) throw cause;
    throw new SymbolonError("E5004", { reason: "the answer ended early" }, { cause });
  }
  return new Uint8Array(Buffer.concat(parts));
}
