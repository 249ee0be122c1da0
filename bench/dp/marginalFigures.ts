import { cliquesUpTo, type EncodedTable } from "@symbolon/synth-worker/evaluation";
import type { MarginalFigures } from "./job.ts";

/** The cells of a "small" 3-way marginal at most: where AIM and MST were compared. */
const SMALL_CELLS = 10_000;

/** The four figures of one way to compare, `error` of a list of column sets. Throws RangeError for under three columns. */
export function marginalFigures(
  table: EncodedTable,
  error: (sets: readonly (readonly number[])[]) => number,
): MarginalFigures {
  const { sizes } = table;
  return {
    l1OneWay: error(cliquesUpTo(sizes, 1)),
    l1TwoWay: error(cliquesUpTo(sizes, 2)),
    l1ThreeWay: error(cliquesUpTo(sizes, 3)),
    l1ThreeWaySmall: error(cliquesUpTo(sizes, 3, SMALL_CELLS)),
  };
}
