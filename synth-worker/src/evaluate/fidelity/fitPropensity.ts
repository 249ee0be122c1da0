import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { deterministicLog1p } from "../../math/deterministicLog1p.ts";
import { solvePositiveDefinite } from "../learners/solvePositiveDefinite.ts";
import { independentColumns } from "./independentColumns.ts";
import { weightedCross } from "./weightedCross.ts";

/** Added to the diagonal, per record: keeps the matrix definite where probabilities reach 0 and 1. */
const RIDGE = 1e-9;
const MAX_STEPS = 30;
/** Newton's decrement, in units of log-likelihood, at which the fit is as good as is needed. */
const TOLERANCE = 1e-10;

/** A fitted logistic regression: P[positive] for every record, and the number of free parameters (the rank, with the intercept). */
export type PropensityFit = { readonly probabilities: Float64Array; readonly parameters: number };

/**
 * Logistic regression with an intercept by maximum likelihood: Newton's method with halved steps (McCullagh and Nelder 1989, section 4.4), from
 * the share of positives. Variables that are combinations of earlier ones are left out. Groups that can be parted without error have no maximum:
 * the fit then ends after 30 steps with probabilities near 0 and 1. Deterministic.
 * Throws RangeError when a variable has another length than the labels, or when the labels are all the same.
 */
export function fitPropensity(variables: readonly Float64Array[], positive: Uint8Array): PropensityFit {
  const rows = positive.length;
  if (variables.some((column) => column.length !== rows))
    throw new RangeError("variables and labels differ in length");
  const share = positive.reduce((sum, label) => sum + label, 0) / rows;
  if (!(share > 0 && share < 1)) throw new RangeError("all labels are the same");
  const columns = independentColumns([new Float64Array(rows).fill(1), ...variables]);
  const size = columns.length;
  let weights = new Float64Array(size);
  weights[0] = deterministicLog(share / (1 - share));
  let fit = evaluate(columns, weights, positive);
  for (let step = 0; step < MAX_STEPS; step++) {
    const hessian = weightedCross(columns, fit.curvatures);
    for (let i = 0; i < size; i++) hessian[i * size + i]! += RIDGE * rows;
    const direction = solvePositiveDefinite(hessian, fit.gradient.slice());
    const decrement = direction.reduce((sum, each, i) => sum + each * fit.gradient[i]!, 0);
    if (!(decrement > TOLERANCE)) break;
    let length = 1;
    let moved = weights;
    let next = fit;
    do {
      moved = weights.map((weight, i) => weight - length * direction[i]!);
      next = evaluate(columns, moved, positive);
      length /= 2;
    } while (!(next.loss < fit.loss) && length > 1e-6);
    if (!(next.loss < fit.loss)) break;
    weights = moved;
    fit = next;
  }
  return { probabilities: fit.probabilities, parameters: size };
}

/** Negative log-likelihood, its gradient, and every record's probability p and p (1 - p). */
function evaluate(columns: readonly Float64Array[], weights: Float64Array, positive: Uint8Array) {
  const rows = positive.length;
  const probabilities = new Float64Array(rows);
  const curvatures = new Float64Array(rows);
  const residuals = new Float64Array(rows);
  const scores = new Float64Array(rows);
  columns.forEach((column, i) => {
    const weight = weights[i]!;
    if (weight !== 0) for (let row = 0; row < rows; row++) scores[row]! += weight * column[row]!;
  });
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    const shrunk = deterministicExp(-Math.abs(score));
    const probability = score >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
    loss += deterministicLog1p(shrunk) + Math.max(score, 0) - (positive[row] === 1 ? score : 0);
    probabilities[row] = probability;
    residuals[row] = probability - positive[row]!;
    curvatures[row] = probability * (1 - probability);
  }
  const gradient = Float64Array.from(columns, (column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += residuals[row]! * column[row]!;
    return sum;
  });
  return { loss, gradient, probabilities, curvatures };
}
