/** Cells of a table over `columns`, where column c has sizes[c] levels. */
export function tableCells(sizes: readonly number[], columns: Iterable<number>): number {
  let cells = 1;
  for (const column of columns) cells *= sizes[column]!;
  return cells;
}
