/**
 * Where each cell of a table over `from` falls in the table over `onto` (a subset of `from`): precomputed once per
 * pair of tables, so that sums and products run over plain arrays. Both row-major, last column fastest.
 * Throws RangeError when `onto` has a column that `from` has not.
 */
export function projection(
  sizes: readonly number[],
  from: readonly number[],
  onto: readonly number[],
): Uint32Array {
  const strides = new Map<number, number>();
  let cells = 1;
  for (const column of onto.toReversed()) {
    if (!from.includes(column)) throw new RangeError(`column ${column} is not in the table`);
    strides.set(column, cells);
    cells *= sizes[column]!;
  }
  let out = new Uint32Array(1);
  for (const column of from) {
    const size = sizes[column]!;
    const stride = strides.get(column) ?? 0;
    const wider = new Uint32Array(out.length * size);
    for (let i = 0, cell = 0; i < out.length; i++)
      for (let level = 0; level < size; level++) wider[cell++] = out[i]! + level * stride;
    out = wider;
  }
  return out;
}
