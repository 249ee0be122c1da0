import type { LogDescription } from "ethers";
import type { Chain, ContractName } from "./chain.ts";

/** Blocks asked for at once: what public RPCs allow. */
export const BLOCKS_PER_QUERY = 5000;

/** Events `name` of a contract in blocks from..to (inclusive), oldest first; `topics` narrows by indexed values. Throws E6001. */
export async function readLogs(
  chain: Chain,
  contract: ContractName,
  name: string,
  range: { readonly from: number; readonly to: number },
  topics: readonly unknown[] = [],
): Promise<(LogDescription & { readonly blockNumber: number; readonly txHash: string })[]> {
  const target = chain.contracts[contract];
  const filter = target.filters[name]!(...topics);
  const found = [];
  for (let from = range.from; from <= range.to; from += BLOCKS_PER_QUERY) {
    const to = Math.min(range.to, from + BLOCKS_PER_QUERY - 1);
    const logs = await chain.ask(() => target.queryFilter(filter, from, to));
    for (const log of logs) {
      const parsed = target.interface.parseLog(log);
      if (parsed !== null)
        found.push(Object.assign(parsed, { blockNumber: log.blockNumber, txHash: log.transactionHash }));
    }
  }
  return found;
}
