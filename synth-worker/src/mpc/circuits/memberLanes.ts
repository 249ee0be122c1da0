import type { LaneLayout } from "./laneLayout.ts";

/** For each member, groups one after the other, its lane in the layout. */
export function memberLanes({ sizes, lane, blockStart }: LaneLayout): Int32Array {
  const out = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const [group, size] of sizes.entries())
    for (let member = 0; member < size; member++) out[at++] = 32 * blockStart[member]! + lane[group]!;
  return out;
}
