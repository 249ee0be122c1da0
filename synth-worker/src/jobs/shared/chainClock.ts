import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";

/** The chain's latest block, and what its clock must be by now (unix seconds). */
export type ChainTime = { readonly block: number; readonly seconds: number };

/**
 * Reads the chain's clock: the latest block's time plus how long this process has seen no later one, so that time also passes on a chain
 * that makes blocks only when there is something to put in. Each call may throw E6001.
 */
export function chainClock(chain: Chain): () => Promise<ChainTime> {
  let last = { block: -1, timestamp: 0, seenAt: 0 };
  return async () => {
    const latest = await chain.ask((provider) => provider.getBlock("latest"));
    if (latest === null) throw new SymbolonError("E6001", { reason: "no latest block" });
    const { number: block, timestamp } = latest;
    if (block !== last.block || timestamp !== last.timestamp)
      last = { block, timestamp, seenAt: performance.now() };
    return { block, seconds: timestamp + Math.floor((performance.now() - last.seenAt) / 1000) };
  };
}
