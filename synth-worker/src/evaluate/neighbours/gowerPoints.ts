import type { MixedTable } from "../../math/mixedTable.ts";
import type { Points } from "../points.ts";
import type { ColumnScale } from "./columnScales.ts";

/** Coordinates are multiples of 2^-40: sums of up to 4,096 gaps are exact, whatever their order, so ties are ties. */
const STEPS = 2 ** 40;
/** Numbers are cut to this many ranges around the scale's start: whatever is further out is a whole unit from every record anyway. */
const FURTHEST = 1024;
/** Where missing numbers lie: a whole unit or more from every number, at no distance from one another. */
const MISSING = 4096;

/**
 * Records as row-major points in which Gower's distance is the mean over columns of min(1, |a - b|): a number is its place in the column's
 * range, a category its level's number (two levels are a whole unit or more apart), a missing cell a place of its own. So two missing cells
 * are equal, and a missing cell is a whole unit from a present one. Numbers are rounded to 2^-40 of the range.
 * Throws RangeError when a column has another kind than its scale.
 */
export function gowerPoints(table: MixedTable, scales: readonly ColumnScale[]): Points {
  const dimensions = table.columns.length;
  const values = new Float64Array(table.rows * dimensions);
  table.columns.forEach((column, d) => {
    const scale = scales[d];
    if (scale === undefined || (scale === null) !== (column.kind === "category"))
      throw new RangeError(`column ${column.name} has no scale of its kind`);
    if (column.kind === "category") {
      for (let row = 0; row < table.rows; row++) values[row * dimensions + d] = column.codes[row]!;
    } else if (scale !== null) {
      for (let row = 0; row < table.rows; row++)
        values[row * dimensions + d] = placeInRange(column.values[row]!, scale.least, scale.width);
    }
  });
  return { rows: table.rows, dimensions, values };
}

function placeInRange(value: number, least: number, width: number): number {
  if (Number.isNaN(value)) return MISSING;
  const place = Math.min(FURTHEST, Math.max(-FURTHEST, (value - least) / width));
  return Math.floor(place * STEPS + 0.5) / STEPS;
}
