import type { MixedTable } from "../../math/mixedTable.ts";
import { columnNamed } from "./columnNamed.ts";

/**
 * Whether a row has a level: 1 or 0, NaN when the cell is missing. In a column of numbers the level is the number it is written as. Throws
 * RangeError for a column that is not there and a level that it cannot have.
 */
export function levelReader(
  table: MixedTable,
  { column: name, level }: { readonly column: string; readonly level: string },
): (row: number) => number {
  const column = columnNamed(table, name);
  const wanted = column.kind === "number" ? Number(level) : column.levels.indexOf(level);
  if (column.kind === "number" ? Number.isNaN(wanted) : wanted < 0)
    throw new RangeError(`${level} is no level of ${name}`);
  const cells = column.kind === "number" ? column.values : column.codes;
  const isMissing = (cell: number) => (column.kind === "number" ? Number.isNaN(cell) : cell < 0);
  return (row) => (isMissing(cells[row]!) ? Number.NaN : Number(cells[row] === wanted));
}
