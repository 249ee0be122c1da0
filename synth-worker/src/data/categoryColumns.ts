import type { MixedColumn } from "../math/mixedTable.ts";
import { BEYOND, type ColumnDraft, MAX_LEVELS } from "./columnDraft.ts";

/** Level of what only the synthetic file holds, where that is more than can be told apart. */
export const NOT_REAL = "(not in the real file)";

/**
 * A draft as categories that share one list of levels, part by part: the known levels, then the others by code unit, or by value where
 * `numeric` (then "1" and "1.0" are one level). Above MAX_LEVELS in all, levels that no real file holds become NOT_REAL: a synthetic file
 * must not escape comparison by inventing levels. The real files' own levels have to fit.
 */
export function categoryColumns(draft: ColumnDraft, numeric = false): MixedColumn[] {
  const { name, known, parts } = draft;
  const ofReal = Math.max(known, ...parts.flatMap((part) => (part.real ? [part.levelsSoFar] : [])));
  const folded = parts.some(({ beyond }) => beyond);
  if (folded && parts.some(({ real, beyond }) => real && beyond))
    throw new RangeError(`${name} has more than ${MAX_LEVELS} levels`);
  const kept = folded ? draft.levels.slice(0, ofReal) : draft.levels;
  const labels = kept.map((text) => (numeric ? String(Number(text)) : text));
  const others = [...new Set(labels.slice(known))].sort(
    numeric ? (a, b) => Number(a) - Number(b) : undefined,
  );
  const levels = [...labels.slice(0, known), ...others, ...(folded ? [NOT_REAL] : [])];
  const places = new Map(levels.map((level, place) => [level, place]));
  const moved = draft.levels.map((_, place) => places.get(labels[place] ?? NOT_REAL)!);
  return parts.map(({ codes }) => ({
    name,
    kind: "category",
    levels,
    codes: codes.map((code) => (code === BEYOND ? levels.length - 1 : code < 0 ? -1 : moved[code]!)),
  }));
}
