import type { EncodedTable } from "../math/encodedTable.ts";

/** The most cells of one marginal: a 256 MiB buffer of doubles. */
const MAX_CELLS = 2 ** 25;

/**
 * The number of cells of the marginal over `columns`. Throws RangeError for no columns, one that is not in the table,
 * or more than 2^25 cells.
 */
export function cellsOfMarginal(sizes: readonly number[], columns: readonly number[]): number {
  if (columns.length === 0) throw new RangeError("a marginal needs a column");
  let cells = 1;
  for (const column of columns) {
    const size = sizes[column];
    if (size === undefined) throw new RangeError(`there is no column ${column}`);
    cells *= size;
  }
  if (cells > MAX_CELLS) throw new RangeError(`a marginal of ${cells} cells; at most ${MAX_CELLS}`);
  return cells;
}

/** Writes every record's cell in the marginal over `columns` (row-major, last column fastest) to out[row]. */
export function cellNumbers(table: EncodedTable, columns: readonly number[], out: Int32Array): void {
  const { rows, sizes } = table;
  columns.forEach((column, place) => {
    const levels = table.columns[column]!;
    const size = sizes[column]!;
    if (place === 0) for (let row = 0; row < rows; row++) out[row] = levels[row]!;
    else for (let row = 0; row < rows; row++) out[row] = out[row]! * size + levels[row]!;
  });
}
