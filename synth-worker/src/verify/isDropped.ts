import type { ChainFacts } from "./chainFacts.ts";

/** Whether the order's dataset at `index` of its terms was left out before anything was measured. */
export function isDropped({ job }: ChainFacts, index: number): boolean {
  return ((job.record.droppedMask >> BigInt(index)) & 1n) === 1n;
}
