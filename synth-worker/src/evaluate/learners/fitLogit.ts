import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog1p } from "../../math/deterministicLog1p.ts";
import { linePredictors } from "./linePredictors.ts";
import { solvePositiveDefinite } from "./solvePositiveDefinite.ts";
import type { SparseLines } from "./sparseLines.ts";
import { weightedProducts } from "./weightedProducts.ts";

/** Newton's decrement at which the fit is as good as doubles allow. */
const TOLERANCE = 1e-9;

/**
 * Logistic regression by Newton's method with halved steps (iteratively reweighted least squares, McCullagh and Nelder 1989, section 4.4), with
 * penalty ridge / 2 per squared weight and none on the intercept, weights[0]. `logLikelihood` is without the penalty. Deterministic. Throws
 * RangeError for no records, as many labels as there are not records, and columns that depend on one another where `ridge` is 0.
 */
export function fitLogit(
  lines: SparseLines,
  positive: Uint8Array,
  { ridge, maxSteps }: { readonly ridge: number; readonly maxSteps: number },
): { weights: Float64Array; logLikelihood: number } {
  const { rows, size } = lines;
  if (rows === 0 || positive.length !== rows)
    throw new RangeError(`${rows} records with ${positive.length} labels cannot be learned from`);
  let weights = new Float64Array(size);
  let fit = evaluate(lines, positive, weights, ridge);
  for (let step = 0; step < maxSteps; step++) {
    const direction = solvePositiveDefinite(
      weightedProducts(lines, fit.curvatures, ridge),
      fit.gradient.slice(),
    );
    const decrement = direction.reduce((sum, each, i) => sum + each * fit.gradient[i]!, 0);
    if (!(decrement > TOLERANCE)) break;
    let length = 1;
    let next = fit;
    let moved = weights;
    do {
      moved = weights.map((weight, i) => weight - length * direction[i]!);
      next = evaluate(lines, positive, moved, ridge);
      length /= 2;
    } while (next.loss > fit.loss && length > 1e-6);
    if (next.loss > fit.loss) break;
    weights = moved;
    fit = next;
  }
  return { weights, logLikelihood: penaltyOf(weights, ridge) - fit.loss };
}

function penaltyOf(weights: Float64Array, ridge: number): number {
  return weights.reduce((sum, weight, i) => (i === 0 ? 0 : sum + (ridge * weight * weight) / 2), 0);
}

/** Penalised negative log-likelihood, its gradient, and every record's p (1 - p). */
function evaluate(
  lines: SparseLines,
  positive: Uint8Array,
  weights: Float64Array,
  ridge: number,
): { loss: number; gradient: Float64Array; curvatures: Float64Array } {
  const { rows } = lines;
  const scores = linePredictors(lines, weights);
  const residuals = new Float64Array(rows);
  const curvatures = new Float64Array(rows);
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * weight));
  let loss = penaltyOf(weights, ridge);
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    const shrunk = deterministicExp(-Math.abs(score));
    const probability = score >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
    loss += deterministicLog1p(shrunk) + Math.max(score, 0) - (positive[row] === 1 ? score : 0);
    residuals[row] = probability - positive[row]!;
    curvatures[row] = probability * (1 - probability);
  }
  lines.indices.forEach((places, column) => {
    const cells = lines.values[column];
    for (let row = 0; row < rows; row++) gradient[places[row]!]! += residuals[row]! * (cells?.[row] ?? 1);
  });
  return { loss, gradient, curvatures };
}
