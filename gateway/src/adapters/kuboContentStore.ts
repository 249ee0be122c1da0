import { unixfs } from "@helia/unixfs";
import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { IMPORT_SETTINGS } from "../ipfs/importSettings.ts";
import type { ContentStore } from "./contentStore.ts";
import { type KuboEndpoint, kuboRpc } from "./kuboRpc.ts";
import { type UnixfsBlockstore, verifiedBlockstore } from "./verifiedBlockstore.ts";
import { verifiedContent } from "./verifiedContent.ts";

/** Computing a CID writes blocks; nobody reads them back. */
const DISCARD = { put: async (cid) => cid } as Pick<UnixfsBlockstore, "put"> as UnixfsBlockstore;

/**
 * ContentStore over Kubo's RPC API, spoken by the embedded node and by Kubo itself. An added file's CID is computed here as well, so a node
 * that stored something else is found out (E5002); reads are verified block by block.
 */
export function kuboContentStore(endpoint: KuboEndpoint): ContentStore {
  const blockstore = verifiedBlockstore((cid) => kuboRpc(endpoint, "block/get", { arg: cid.toString() }));
  const hasher = unixfs({ blockstore: DISCARD });
  return {
    ...verifiedContent(blockstore),
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
