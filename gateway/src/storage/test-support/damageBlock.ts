import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NextToLast } from "blockstore-fs/sharding";
import { CID } from "multiformats/cid";

/** Changes one byte of a block on a node's disk, or takes the block away. */
export async function damageBlock(folder: string, cid: string, how: "change" | "remove"): Promise<void> {
  const { dir, file } = new NextToLast().encode(CID.parse(cid));
  const path = join(folder, "blocks", dir, file);
  if (how === "remove") return rm(path);
  const block = await readFile(path);
  block[block.length - 1]! ^= 1;
  await writeFile(path, block);
}
