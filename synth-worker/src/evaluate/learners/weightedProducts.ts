import type { SparseLines } from "./sparseLines.ts";

/** What keeps the intercept's part of the matrix definite when every weight is next to nothing. */
const INTERCEPT_RIDGE = 1e-9;

/**
 * X' W X + ridge: the products of all pairs of places summed over lines with one weight each, `ridge` added to the diagonal but for the
 * intercept. Lower triangle, row-major, size x size; O(rows x columns squared).
 */
export function weightedProducts(
  { rows, size, indices, values }: SparseLines,
  weights: Float64Array,
  ridge: number,
): Float64Array {
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) products[i * size + i] = i === 0 ? INTERCEPT_RIDGE : ridge;
  const width = indices.length;
  const at = new Int32Array(width);
  const cells = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let a = 0; a < width; a++) {
      at[a] = indices[a]![row]!;
      cells[a] = values[a]?.[row] ?? 1;
    }
    // Places ascend with the column, so this is the lower triangle.
    for (let a = 0; a < width; a++) {
      const line = at[a]! * size;
      const scaled = weights[row]! * cells[a]!;
      for (let b = 0; b <= a; b++) products[line + at[b]!]! += scaled * cells[b]!;
    }
  }
  return products;
}
