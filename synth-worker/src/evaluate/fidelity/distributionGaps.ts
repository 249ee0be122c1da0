/**
 * Walks over two empirical distribution functions F (of `a`) and G (of `b`): `visit(gap, width)` is told F - G on every stretch between
 * neighbouring different values of the two samples and how wide the stretch is (0 after the last value, where F - G is 0). Missing cells (NaN)
 * do not count. Returns false, without a visit, when either sample has no numbers. O(n log n).
 */
export function distributionGaps(
  a: Float64Array,
  b: Float64Array,
  visit: (gap: number, width: number) => void,
): boolean {
  const first = sortedNumbers(a);
  const second = sortedNumbers(b);
  const [n, m] = [first.length, second.length];
  if (n === 0 || m === 0) return false;
  let i = 0;
  let j = 0;
  while (i < n || j < m) {
    const value = Math.min(first[i] ?? Number.POSITIVE_INFINITY, second[j] ?? Number.POSITIVE_INFINITY);
    while (i < n && first[i] === value) i++;
    while (j < m && second[j] === value) j++;
    const next = Math.min(first[i] ?? Number.POSITIVE_INFINITY, second[j] ?? Number.POSITIVE_INFINITY);
    // One division of integers: equal shares of samples of different sizes give exactly 0.
    visit((i * m - j * n) / (n * m), i < n || j < m ? next - value : 0);
  }
  return true;
}

function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}
