import type { SparseLines } from "./sparseLines.ts";

/** The linear predictor of every line: the sum of its entries times the weights of their places. */
export function linePredictors({ rows, indices, values }: SparseLines, weights: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  indices.forEach((places, column) => {
    const cells = values[column];
    if (cells == null) for (let row = 0; row < rows; row++) out[row]! += weights[places[row]!]!;
    else for (let row = 0; row < rows; row++) out[row]! += weights[places[row]!]! * cells[row]!;
  });
  return out;
}
