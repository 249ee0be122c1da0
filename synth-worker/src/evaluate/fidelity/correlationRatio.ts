/**
 * Correlation ratio eta = sqrt(variance between the levels' means / whole variance), 0 to 1 (Fisher), of a number over the levels of a category.
 * Records without the number (NaN) do not count; a missing category (-1) is a level of its own. Null when the number does not vary or
 * there is only one level. Throws RangeError for columns of different lengths.
 */
export function correlationRatio(codes: Int32Array, values: Float64Array): number | null {
  if (codes.length !== values.length)
    throw new RangeError(`columns of ${codes.length} and ${values.length} records`);
  const size = 2 + codes.reduce((most, code) => Math.max(most, code), -1);
  const counts = new Float64Array(size);
  const sums = new Float64Array(size);
  let n = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const level = codes[row]! + 1;
    counts[level]!++;
    sums[level]! += value;
    n++;
    sum += value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (!(greatest > least) || counts.filter((count) => count > 0).length < 2) return null;
  const mean = sum / n;
  let between = 0;
  for (let level = 0; level < size; level++) {
    if (counts[level] === 0) continue;
    const gap = sums[level]! / counts[level]! - mean;
    between += counts[level]! * gap * gap;
  }
  let whole = 0;
  for (const value of values) if (!Number.isNaN(value)) whole += (value - mean) * (value - mean);
  return Math.sqrt(Math.min(1, between / whole));
}
