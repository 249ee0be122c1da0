import type { LaneLayout } from "./laneLayout.ts";
import { memberLanes } from "./memberLanes.ts";

/** A mask of one plane of the layout's members: 1 where a member is, 0 in the padding. */
export function usedLanes(layout: LaneLayout): Uint32Array {
  const mask = new Uint32Array(layout.words);
  for (const lane of memberLanes(layout)) mask[lane >>> 5]! |= 1 << (lane & 31);
  return mask;
}
