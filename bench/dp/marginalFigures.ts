import { cliquesUpTo, type EncodedTable } from "@symbolon/synth-worker/evaluation";
import type { MarginalFigures } from "./job.ts";

/** The cells of a "small" 3-way marginal at most: where AIM and MST were compared. */
const SMALL_CELLS = 10_000;

/** The four figures of one way to compare, `error` of a list of column sets. NaN where a table has no such set. */
export function marginalFigures(
  table: EncodedTable,
  error: (sets: readonly (readonly number[])[]) => number,
): MarginalFigures {
  const over = (order: number, maxCells?: number) => {
    if (order > table.sizes.length) return Number.NaN;
    const sets = cliquesUpTo(table.sizes, order, maxCells);
    return sets.length === 0 ? Number.NaN : error(sets);
  };
  return {
    l1OneWay: over(1),
    l1TwoWay: over(2),
    l1ThreeWay: over(3),
    l1ThreeWaySmall: over(3, SMALL_CELLS),
  };
}
