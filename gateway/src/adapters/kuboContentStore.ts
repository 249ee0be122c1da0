import { unixfs } from "@helia/unixfs";
import { cidOfDigest, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import { contentFault } from "../ipfs/contentFault.ts";
import { IMPORT_SETTINGS } from "../ipfs/importSettings.ts";
import { parseCid } from "../ipfs/parseCid.ts";
import type { ContentStore } from "./contentStore.ts";
import { type KuboEndpoint, kuboRpc } from "./kuboRpc.ts";
import { type UnixfsBlockstore, verifiedBlockstore } from "./verifiedBlockstore.ts";

const DEFAULT_LIMIT_BYTES = 16_777_216;
/** Computing a CID writes blocks; nobody reads them back. */
const DISCARD = { put: async (cid) => cid } as Pick<UnixfsBlockstore, "put"> as UnixfsBlockstore;

/**
 * ContentStore over Kubo's RPC API, spoken by the embedded node and by Kubo itself. An added file's CID is computed here as well, so a node
 * that stored something else is found out (E5002); reads are verified block by block.
 */
export function kuboContentStore(endpoint: KuboEndpoint): ContentStore {
  const reader = unixfs({ blockstore: verifiedBlockstore(endpoint) });
  const hasher = unixfs({ blockstore: DISCARD });
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
    async add(bytes) {
      const expected = (await hasher.addBytes(bytes, IMPORT_SETTINGS)).toString();
      const body = new FormData();
      body.set("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), "file");
      const response = await kuboRpc(
        endpoint,
        "add",
        {
          "cid-version": "1",
          "raw-leaves": "true",
          chunker: "size-1048576",
          "max-file-links": "1024",
          pin: "true",
        },
        body,
      );
      const cid = addedHash(await response.text());
      if (cid !== expected) throw new SymbolonError("E5002", { cid: expected });
      return { cid, digest: digestOfBytes(bytes) };
    },
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
    async ping() {
      await kuboRpc(endpoint, "version", {});
    },
  };
}

/** Kubo answers one JSON line per file. */
function addedHash(text: string): string {
  try {
    const line = JSON.parse(text.trim().split("\n").at(-1) ?? "") as { Hash?: unknown };
    if (typeof line.Hash === "string") return line.Hash;
  } catch {
    // Falls through: the answer is not Kubo's.
  }
  throw new SymbolonError("E5004", { reason: "its answer to add has no CID" });
}
