/** The cells of the records that have both numbers (NaN: missing), in file order. Throws RangeError for columns of different lengths. */
export function completePairs(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  if (x.length !== y.length) throw new RangeError(`columns of ${x.length} and ${y.length} records`);
  const complete = (_: number, row: number) => !Number.isNaN(x[row]!) && !Number.isNaN(y[row]!);
  return [x.filter(complete), y.filter(complete)];
}
