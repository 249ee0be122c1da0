import type { ChainLog } from "../chain/BlockReader.ts";

/** Logs of one block. */
export type BlockLogs = {
  readonly number: number;
  readonly hash: string;
  readonly logs: readonly ChainLog[];
};

/** Logs by block, in order, and the blocks in groups: each the fewest that hold at least `events` logs, but for the last. */
export function groupBlocks(logs: readonly ChainLog[], events: number): BlockLogs[][] {
  const blocks = [...Map.groupBy(logs, (log) => log.blockNumber)]
    .toSorted(([a], [b]) => a - b)
    .map(([number, own]): BlockLogs => ({ number, hash: own[0]!.blockHash, logs: own }));
  const groups: BlockLogs[][] = [];
  let size = events;
  for (const block of blocks) {
    if (size >= events) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)!.push(block);
    size += block.logs.length;
  }
  return groups;
}
