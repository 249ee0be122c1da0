import { SymbolonError } from "@symbolon/protocol";
import type { GatewayContext } from "../../gatewayContext.ts";

/** IndexStatus of schema.graphql; block numbers are -1 before the first block is indexed. */
export type IndexStatus = {
  readonly chainBlock: number;
  readonly indexedBlock: number;
  readonly lagBlocks: number;
  readonly healthy: boolean;
};

/** Where the index stands against the chain; unhealthy, with the last known block, while the RPC does not answer. */
export async function indexStatus({ chain, indexer }: GatewayContext): Promise<IndexStatus> {
  const indexedBlock = indexer.indexedBlock();
  try {
    const chainBlock = await chain.blockNumber();
    return {
      chainBlock,
      indexedBlock,
      lagBlocks: Math.max(0, chainBlock - indexedBlock),
      healthy: indexer.healthy(),
    };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    return { chainBlock: indexedBlock, indexedBlock, lagBlocks: 0, healthy: false };
  }
}
