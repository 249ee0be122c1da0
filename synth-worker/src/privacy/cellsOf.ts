/**
 * How many cells a table over `columns` has after `maps` (see CountSource.count), and a check that it can be asked for.
 * Throws RangeError for a column that is absent or named twice, a map of another length than its column has levels or
 * with gaps in its coarse levels, or more than 2^28 cells.
 */
export function cellsOf(
  sizes: readonly number[],
  { columns, maps }: { readonly columns: readonly number[]; readonly maps: readonly (Uint16Array | null)[] },
): number {
  if (columns.length !== maps.length) throw new RangeError("one map per column");
  if (new Set(columns).size !== columns.length) throw new RangeError("a column is named twice");
  let cells = 1;
  for (const [i, column] of columns.entries()) {
    const size = sizes[column];
    if (size === undefined) throw new RangeError(`there is no column ${column}`);
    const map = maps[i]!;
    cells *= map === null ? size : coarseLevels(map, size);
  }
  if (cells > MAX_CELLS) throw new RangeError(`a table of ${cells} cells is too large`);
  return cells;
}

const MAX_CELLS = 2 ** 28;

function coarseLevels(map: Uint16Array, size: number): number {
  if (map.length !== size) throw new RangeError(`a map of ${map.length} entries for ${size} levels`);
  const seen = new Set(map);
  for (let level = 0; level < seen.size; level++) {
    if (!seen.has(level)) throw new RangeError(`coarse level ${level} is missing from a map`);
  }
  return seen.size;
}
