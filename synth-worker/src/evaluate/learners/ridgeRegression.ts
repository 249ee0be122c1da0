import { solvePositiveDefinite } from "./solvePositiveDefinite.ts";
import type { SparseLines } from "./sparseLines.ts";
import { weightedProducts } from "./weightedProducts.ts";

/**
 * Least squares with penalty ridge / 2 per squared weight and none on the intercept, weights[0] (Hoerl and Kennard 1970), from the normal
 * equations of the centred target. Throws RangeError for no records, as many targets as there are not records, and columns that depend on
 * one another where `ridge` is 0.
 */
export function ridgeRegression(lines: SparseLines, targets: Float64Array, ridge: number): Float64Array {
  const { rows, size } = lines;
  if (rows === 0 || targets.length !== rows)
    throw new RangeError(`${rows} records with ${targets.length} targets cannot be learned from`);
  const mean = targets.reduce((sum, target) => sum + target, 0) / rows;
  const right = new Float64Array(size);
  lines.indices.forEach((places, column) => {
    const cells = lines.values[column];
    for (let row = 0; row < rows; row++) right[places[row]!]! += (targets[row]! - mean) * (cells?.[row] ?? 1);
  });
  const weights = solvePositiveDefinite(
    weightedProducts(lines, new Float64Array(rows).fill(1), ridge),
    right,
  );
  weights[0]! += mean;
  return weights;
}
