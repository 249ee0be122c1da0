/** At most `most` row numbers, evenly spaced over a file of `rows` records, ascending; all of them when there are no more. */
export function evenRows(rows: number, most: number): Int32Array {
  const count = Math.min(rows, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}
