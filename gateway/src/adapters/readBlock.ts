import type { CID } from "multiformats/cid";
import type { UnixfsBlockstore } from "./verifiedBlockstore.ts";

/** One block, whole. Throws what the blockstore throws. */
export async function readBlock(blockstore: UnixfsBlockstore, cid: CID): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of blockstore.get(cid)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
