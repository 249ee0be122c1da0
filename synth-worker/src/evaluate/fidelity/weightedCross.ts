/**
 * The lower triangle of the symmetric matrix sum over records r of weights[r] x_i[r] x_j[r], row-major and square; above the diagonal zeros.
 * O(records * columns^2).
 */
export function weightedCross(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  const weighted = new Float64Array(weights.length);
  for (let i = 0; i < size; i++) {
    const own = columns[i]!;
    for (let row = 0; row < weighted.length; row++) weighted[row] = weights[row]! * own[row]!;
    for (let j = 0; j <= i; j++) matrix[i * size + j] = dot(weighted, columns[j]!);
  }
  return matrix;
}

/** Four sums side by side, because one would wait for each addition. */
function dot(a: Float64Array, b: Float64Array): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  let row = 0;
  for (; row + 3 < a.length; row += 4) {
    s += a[row]! * b[row]!;
    t += a[row + 1]! * b[row + 1]!;
    u += a[row + 2]! * b[row + 2]!;
    v += a[row + 3]! * b[row + 3]!;
  }
  for (; row < a.length; row++) s += a[row]! * b[row]!;
  return s + t + (u + v);
}
