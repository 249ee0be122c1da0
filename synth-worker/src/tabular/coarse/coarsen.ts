import type { ColumnLevels } from "./columnLevels.ts";

/**
 * The coarse level of each fine level, from 0 without gaps, decided by denoised counts alone (post-processing). Ordered levels are merged with
 * their neighbours until a group holds `least` records or 1/`most` of all, levels larger than that stay alone; unordered levels below
 * `least` become one rest level. The missing level is never merged. At most about `most` levels result for an ordered column.
 */
export function coarsen(
  counts: Float64Array,
  levels: ColumnLevels,
  limits: { readonly least: number; readonly most: number },
): Uint16Array {
  return levels.ordered ? mergeNeighbours(counts, levels, limits) : mergeRare(counts, levels, limits.least);
}

function mergeNeighbours(
  counts: Float64Array,
  { missing }: ColumnLevels,
  { least, most }: { least: number; most: number },
): Uint16Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const enough = Math.max(least, total / most);
  const groups: { levels: number[]; held: number }[] = [];
  let open: { levels: number[]; held: number } | null = null;
  for (let level = 0; level < counts.length; level++) {
    const held = counts[level]!;
    if (level === missing) continue;
    if (open === null || open.held >= enough || held >= enough) {
      open = { levels: [], held: 0 };
      groups.push(open);
    }
    open.levels.push(level);
    open.held += held;
  }
  // Thin groups (before a large level, or the last) join the smaller neighbour.
  for (let i = 0; i < groups.length && groups.length > 1; ) {
    const thin = groups[i]!;
    if (thin.held >= least / 2) {
      i++;
      continue;
    }
    const left = groups[i - 1];
    const right = groups[i + 1];
    const into = left === undefined ? right! : right === undefined || left.held <= right.held ? left : right;
    into.levels.push(...thin.levels);
    into.held += thin.held;
    groups.splice(i, 1);
  }
  const map = new Uint16Array(counts.length);
  const first = missing === null ? 0 : 1;
  for (const [i, group] of groups.entries()) for (const level of group.levels) map[level] = i + first;
  return map;
}

function mergeRare(counts: Float64Array, { missing }: ColumnLevels, least: number): Uint16Array {
  const rare = new Set<number>();
  for (const [level, count] of counts.entries()) if (level !== missing && count < least) rare.add(level);
  const map = new Uint16Array(counts.length);
  let next = 0;
  let rest = -1;
  for (let level = 0; level < counts.length; level++) {
    if (rare.size > 1 && rare.has(level)) {
      if (rest < 0) rest = next++;
      map[level] = rest;
    } else map[level] = next++;
  }
  return map;
}
