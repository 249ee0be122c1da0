import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { SparseLines } from "../learners/sparseLines.ts";
import { meanAndDeviation } from "./meanAndDeviation.ts";

/**
 * How `train`'s records become lines of a linear model, learned from `train` alone: a number as its distance from the mean in standard
 * deviations (0 where it is constant) or, where it is missing, as an indicator of its own; a category as an indicator per level, a missing
 * one as one more. Applies to tables of the same columns; throws RangeError for others.
 */
export function standardiser(train: MixedTable): (table: MixedTable) => SparseLines {
  const scales = train.columns.map((column) =>
    column.kind === "number" ? meanAndDeviation(column.values.filter((value) => !Number.isNaN(value))) : null,
  );
  return ({ rows, columns }) => {
    if (columns.length !== scales.length) throw new RangeError("the table has other columns");
    const indices = [new Int32Array(rows)];
    const values: (Float64Array | null)[] = [null];
    let size = 1;
    columns.forEach((column, c) => {
      const levels = levelsOf(train.columns[c]!);
      if (column.kind !== train.columns[c]!.kind || levels !== levelsOf(column))
        throw new RangeError(`column ${column.name} is another one`);
      const first = size;
      if (column.kind === "number") {
        const { mean, deviation } = scales[c]!;
        indices.push(Int32Array.from(column.values, (value) => first + Number(Number.isNaN(value))));
        values.push(
          column.values.map((value) =>
            Number.isNaN(value) ? 1 : deviation > 0 ? (value - mean) / deviation : 0,
          ),
        );
      } else {
        indices.push(column.codes.map((code) => first + (code < 0 ? levels : code)));
        values.push(null);
      }
      size += levels + 1;
    });
    return { rows, size, indices, values };
  };
}

/** A number counts as one level: it has one place, and one for missing. */
function levelsOf(column: MixedColumn): number {
  return column.kind === "number" ? 1 : column.levels.length;
}
