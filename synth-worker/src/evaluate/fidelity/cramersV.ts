/** Up to so many cells a table is counted in an array, above by sorting the records: most cells would be empty. */
const MAX_FLAT_CELLS = 2 ** 22;

/**
 * Cramer's V, 0 to 1 (Cramer 1946), of two categories: sqrt(chi-squared / (n min(r - 1, c - 1))) over the r and c levels that occur; a missing
 * cell (-1) is a level of its own. Not corrected for bias. Null when one of the two has a single level.
 * Throws RangeError for columns of different lengths.
 */
export function cramersV(a: Int32Array, b: Int32Array): number | null {
  const n = a.length;
  if (b.length !== n) throw new RangeError(`columns of ${n} and ${b.length} records`);
  const rows = countsOf(a);
  const columns = countsOf(b);
  const least = Math.min(
    rows.filter((count) => count > 0).length,
    columns.filter((count) => count > 0).length,
  );
  if (least < 2) return null;
  const across = columns.length;
  let sum = 0;
  const add = (cell: number, count: number): void => {
    if (count > 0) sum += (count / rows[Math.floor(cell / across)]!) * (count / columns[cell % across]!);
  };
  if (rows.length * across <= MAX_FLAT_CELLS) {
    const counts = new Int32Array(rows.length * across);
    for (let row = 0; row < n; row++) counts[(a[row]! + 1) * across + b[row]! + 1]!++;
    for (let cell = 0; cell < counts.length; cell++) add(cell, counts[cell]!);
  } else {
    const cells = Float64Array.from(a, (code, row) => (code + 1) * across + b[row]! + 1).sort();
    for (let start = 0; start < n; ) {
      let end = start + 1;
      while (end < n && cells[end] === cells[start]) end++;
      add(cells[start]!, end - start);
      start = end;
    }
  }
  // chi-squared / n = sum n_ij^2 / (n_i n_j) - 1, which rounding may leave a little below 0.
  return Math.sqrt(Math.min(1, Math.max(0, sum - 1) / (least - 1)));
}

/** Records per level, the missing ones first. */
function countsOf(codes: Int32Array): Int32Array {
  const counts = new Int32Array(2 + codes.reduce((most, code) => Math.max(most, code), -1));
  for (const code of codes) counts[code + 1]!++;
  return counts;
}
