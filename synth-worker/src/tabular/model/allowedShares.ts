import { coarseSize } from "../coarse/coarseSize.ts";
import type { PrivateModel } from "./privateModel.ts";

/**
 * P(allowed | coarse level) for every coarse level of a column, `allowed` being the share that is allowed of each fine level; a coarse
 * level whose weights are all 0 counts its levels.
 */
export function allowedShares(
  { map, weights }: PrivateModel["columns"][number],
  allowed: ArrayLike<number>,
): Float64Array {
  const size = coarseSize(map);
  const held = new Float64Array(size);
  const kept = new Float64Array(size);
  const levels = new Float64Array(size);
  const keptLevels = new Float64Array(size);
  for (const [level, group] of map.entries()) {
    held[group]! += weights[level]!;
    levels[group]! += 1;
    kept[group]! += weights[level]! * allowed[level]!;
    keptLevels[group]! += allowed[level]!;
  }
  return held.map((sum, group) => (sum > 0 ? kept[group]! / sum : keptLevels[group]! / levels[group]!));
}
