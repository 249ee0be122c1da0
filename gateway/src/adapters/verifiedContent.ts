import { unixfs } from "@helia/unixfs";
import { cidOfDigest, type Hex, SymbolonError } from "@symbolon/protocol";
import { contentFault } from "../ipfs/contentFault.ts";
import { parseCid } from "../ipfs/parseCid.ts";
import type { ContentStore } from "./contentStore.ts";
import type { UnixfsBlockstore } from "./verifiedBlockstore.ts";

const DEFAULT_LIMIT_BYTES = 16_777_216;

/** The reading half of a ContentStore, over blocks that were checked against their CIDs. */
export function verifiedContent(blockstore: UnixfsBlockstore): Pick<ContentStore, "get" | "size" | "read"> {
  const reader = unixfs({ blockstore });
  const size = async (cid: string): Promise<number> => {
    const parsed = parseCid(cid);
    try {
      return Number((await reader.stat(parsed)).size);
    } catch (cause) {
      throw contentFault(parsed, cause);
    }
  };
  const read = async function* (cid: string, offset: number, length: number): AsyncGenerator<Uint8Array> {
    const parsed = parseCid(cid);
    try {
      yield* reader.cat(parsed, { offset, length });
    } catch (cause) {
      throw contentFault(parsed, cause);
    }
  };
  return {
    async get(cidOrDigest, options) {
      const limit = options?.limitBytes ?? DEFAULT_LIMIT_BYTES;
      const cid = /^0x[0-9a-f]{64}$/.test(cidOrDigest) ? cidOfDigest(cidOrDigest as Hex) : cidOrDigest;
      const bytes = await size(cid);
      if (bytes > limit) throw new SymbolonError("E9003", { limit });
      const parts: Uint8Array[] = [];
      for await (const part of read(cid, 0, bytes)) parts.push(part);
      return new Uint8Array(Buffer.concat(parts));
    },
    size,
    read,
  };
}
