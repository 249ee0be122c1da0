import type { LaneLayout } from "./laneLayout.ts";
import { memberLanes } from "./memberLanes.ts";
import { numberPlanes } from "./numberPlanes.ts";

/**
 * Bit planes of public numbers, one per member, groups one after the other, laid out by the layout; padding is 0. So a hospital lays out its
 * table before it shares it. Throws RangeError for numbers that are not one per member, or do not fit `width` bits.
 */
export function memberPlanes(layout: LaneLayout, numbers: ArrayLike<number>, width: number): Uint32Array[] {
  const lanes = memberLanes(layout);
  if (numbers.length !== lanes.length)
    throw new RangeError(`${numbers.length} numbers for ${lanes.length} members`);
  const placed = new Float64Array(32 * layout.words);
  for (let i = 0; i < lanes.length; i++) placed[lanes[i]!] = numbers[i]!;
  return numberPlanes(placed, { width, words: layout.words });
}
