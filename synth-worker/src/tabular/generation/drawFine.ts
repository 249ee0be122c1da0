import { coarseSize } from "../coarse/coarseSize.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { GOLDEN } from "./golden.ts";

/**
 * Fine levels for a column's coarse cells: within each coarse level the fine levels' weights are dealt by a golden-ratio sequence, so their
 * shares come out nearly exact. `allowed` (evidence) leaves levels out. `phase` draws 32 random bits.
 */
export function drawFine(
  cells: Uint16Array,
  { map, weights }: PrivateModel["columns"][number],
  allowed: Float64Array | null,
  phase: () => number,
): Uint16Array {
  const groups = Array.from({ length: coarseSize(map) }, () => ({
    levels: [] as number[],
    upTo: [] as number[],
    at: 0,
  }));
  for (const [level, group] of map.entries())
    if (allowed === null || allowed[level]! > 0) groups[group]!.levels.push(level);
  const shareOf = (level: number) => allowed?.[level] ?? 1;
  for (const group of groups) {
    if (group.levels.length === 0) continue;
    const sum = group.levels.reduce((total, level) => total + weights[level]! * shareOf(level), 0);
    const even = group.levels.reduce((total, level) => total + shareOf(level), 0);
    // Without any weight the levels share alike; with some, a level of weight 0 is left out.
    if (sum > 0) group.levels = group.levels.filter((level) => weights[level]! > 0);
    let running = 0;
    // Upper ends in 32-bit fractions; the last is not rounded, so that every fraction falls below it.
    group.upTo = group.levels.map((level, i, all) => {
      running += shareOf(level) * (sum > 0 ? weights[level]! / sum : 1 / even);
      return i === all.length - 1 ? 4294967296 : running * 4294967296;
    });
    group.at = phase();
  }
  return cells.map((cell) => {
    const group = groups[cell]!;
    group.at = (group.at + GOLDEN) >>> 0;
    return group.levels[firstAbove(group.upTo, group.at)]!;
  });
}

/** The first of ascending `ends` above `at`. */
function firstAbove(ends: readonly number[], at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
