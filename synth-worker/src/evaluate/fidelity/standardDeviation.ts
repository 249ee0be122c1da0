/** The standard deviation (divisor n) of the numbers that are there (NaN: missing); null when they do not vary. */
export function standardDeviation(values: Float64Array): number | null {
  let n = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  // Asked of the values, because the mean of equal numbers may be off by a rounding.
  if (!(greatest > least)) return null;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  return squares > 0 ? Math.sqrt(squares / n) : null;
}
