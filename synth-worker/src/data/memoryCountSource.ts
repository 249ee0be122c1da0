import type { EncodedTable } from "../math/encodedTable.ts";
import type { CountSource } from "../privacy/countSource.ts";

/** The most cells of one table of counts: 512 MiB of doubles. */
const MAX_CELLS = 2 ** 26;

/**
 * Counts of a table in memory, one pass over the records per call. The table is checked once: RangeError when a column
 * is missing, has another length than `rows`, or holds a level at or above its size. The records must not change
 * afterwards; 8-bit columns are copied. count() rejects with RangeError for an unknown column, a map of
 * another length than the column's levels, or more than 2^26 cells.
 */
export function memoryCountSource(table: EncodedTable): CountSource {
  const { sizes, rows } = table;
  if (table.columns.length !== sizes.length)
    throw new RangeError(`${table.columns.length} columns with ${sizes.length} sizes`);
  const levels = table.columns.map((cells, column) => {
    if (cells.length !== rows)
      throw new RangeError(`column ${column} has ${cells.length} of ${rows} records`);
    for (const level of cells)
      if (!(level >= 0 && level < sizes[column]!))
        throw new RangeError(`column ${column} holds level ${level} of ${sizes[column]}`);
    // One kind of array where possible: the counting loops are several times slower on a mixture.
    if (cells instanceof Uint16Array || sizes[column]! > 65536) return cells;
    return Uint16Array.from(cells);
  });
  return {
    sizes,
    async count(columns, maps) {
      if (columns.length !== maps.length) throw new RangeError("a map, or null, for each column");
      const coarse = columns.map((column, i) => coarseSize(sizes[column], maps[i] ?? null, column));
      const cells = coarse.reduce((product, size) => product * size, 1);
      if (cells > MAX_CELLS) throw new RangeError(`${cells} cells to count; at most ${MAX_CELLS}`);
      const counts = new Float64Array(cells);
      // steps[i][level]: what a record's level adds to the number of its cell.
      let stride = cells;
      const steps = columns.map((column, i) => {
        stride /= coarse[i]!;
        const map = maps[i] ?? null;
        return Int32Array.from({ length: sizes[column]! }, (_, level) => (map?.[level] ?? level) * stride);
      });
      countInto(
        counts,
        columns.map((column) => levels[column]!),
        steps,
        rows,
      );
      return counts;
    },
  };
}

function coarseSize(size: number | undefined, map: Uint16Array | null, column: number): number {
  if (size === undefined) throw new RangeError(`there is no column ${column}`);
  if (map === null) return size;
  if (map.length !== size)
    throw new RangeError(`a map of ${map.length} levels for the ${size} of column ${column}`);
  return map.reduce((most, level) => Math.max(most, level), 0) + 1;
}

/** The common numbers of columns have their own loop, without an inner loop over columns. */
function countInto(
  counts: Float64Array,
  levels: readonly EncodedTable["columns"][number][],
  steps: readonly Int32Array[],
  rows: number,
): void {
  const [a, b, c] = levels;
  const [stepA, stepB, stepC] = steps;
  if (a === undefined || stepA === undefined) {
    counts[0] = rows;
  } else if (b === undefined || stepB === undefined) {
    for (let row = 0; row < rows; row++) counts[stepA[a[row]!]!]!++;
  } else if (c === undefined || stepC === undefined) {
    for (let row = 0; row < rows; row++) counts[stepA[a[row]!]! + stepB[b[row]!]!]!++;
  } else if (levels.length === 3) {
    for (let row = 0; row < rows; row++) counts[stepA[a[row]!]! + stepB[b[row]!]! + stepC[c[row]!]!]!++;
  } else {
    const cells = new Int32Array(rows);
    levels.forEach((column, i) => {
      const step = steps[i]!;
      for (let row = 0; row < rows; row++) cells[row]! += step[column[row]!]!;
    });
    for (let row = 0; row < rows; row++) counts[cells[row]!]!++;
  }
}
