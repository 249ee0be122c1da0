import type { FsBlockstore } from "blockstore-fs";
import type { GraphNode, GraphWalkerFactory } from "helia";
import type { CID } from "multiformats/cid";
import { walkBlocks } from "./walkBlocks.ts";

/**
 * The walker that Helia's pins go by, over the disk alone. Helia's own asks block brokers for a block that is missing; here there are none, and
 * its refusal comes when nobody listens any more, which ends the process. This one passes a missing block by.
 */
export function diskWalker(blockstore: FsBlockstore): GraphWalkerFactory {
  return ({ getCodec }) => ({
    async *walk<T>(root: CID) {
      // Pins look at the CID of a node and at nothing else.
      for await (const { cid } of walkBlocks({ getCodec }, blockstore, root, new Set()))
        yield { block: { cid }, depth: 0, path: [] } as unknown as GraphNode<T>;
    },
  });
}
