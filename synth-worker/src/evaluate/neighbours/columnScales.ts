import type { MixedTable } from "../../math/mixedTable.ts";
import { finestStep } from "./finestStep.ts";

/** Where a number column starts and how wide it is, in its own units; null for a category. */
export type ColumnScale = { readonly least: number; readonly width: number } | null;

/**
 * Per column, the smallest value and the range over all given tables (missing cells do not count): the scale of the number part of Gower's
 * distance (Biometrics 27, 1971). A range is never below the column's finest written step (10^-decimals), so that in a constant column
 * any other value is a whole unit away. Distances that are to be compared with one another need one scale.
 * Throws RangeError when the tables do not have the same columns, or a column spans more than a double holds.
 */
export function columnScales(tables: readonly MixedTable[]): ColumnScale[] {
  const first = tables[0];
  if (first === undefined) throw new RangeError("no table to take ranges from");
  return first.columns.map((column, place) => {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (const table of tables) {
      const other = table.columns[place];
      if (other?.kind !== column.kind || table.columns.length !== first.columns.length)
        throw new RangeError(`the tables do not share column ${column.name}`);
      if (other.kind === "category") continue;
      for (const value of other.values) {
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
    }
    if (column.kind === "category") return null;
    const width = greatest > least ? greatest - least : 0;
    if (!Number.isFinite(width)) throw new RangeError(`column ${column.name} has no finite range`);
    return { least: greatest >= least ? least : 0, width: Math.max(width, finestStep(column.decimals)) };
  });
}
