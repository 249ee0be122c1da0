import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog1p } from "../../math/deterministicLog1p.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import type { Classifier, LabelledTable } from "./classifier.ts";
import { groupLevels, type LevelGroups } from "./groupLevels.ts";
import { solvePositiveDefinite } from "./solvePositiveDefinite.ts";

const DEFAULTS = { ridge: 1, maxGroups: 32, maxSteps: 50 };
/** Newton's decrement at which the fit is as good as doubles allow. */
const TOLERANCE = 1e-9;

/**
 * Logistic regression on indicator variables, one per level (columns of more than `maxGroups` levels are cut into
 * groups of about equal counts first), with penalty ridge / 2 per squared coefficient and none on the intercept.
 * Newton's method with halved steps (iteratively reweighted least squares, McCullagh and Nelder 1989, section 4.4).
 * Deterministic. Throws RangeError for no records or as many labels as there are not records.
 */
export function logisticRegression(data: LabelledTable, options: Partial<typeof DEFAULTS> = {}): Classifier {
  const { features, positive } = data;
  const { rows } = features;
  if (rows === 0 || positive.length !== rows)
    throw new RangeError(`${rows} records with ${positive.length} labels cannot be learned from`);
  const { ridge, maxGroups, maxSteps } = { ...DEFAULTS, ...options };
  const groups = features.columns.map((levels, f) => groupLevels(levels, features.sizes[f]!, maxGroups));
  const active = indicatorsOf(features, groups);
  const width = active.length;
  const size = 1 + groups.reduce((sum, each) => sum + each.groups, 0);
  let weights = new Float64Array(size);
  let fit = evaluate(active, positive, weights, ridge);
  const hessian = new Float64Array(size * size);
  for (let step = 0; step < maxSteps; step++) {
    hessian.fill(0);
    // The tiny part on the intercept keeps the matrix definite when every record has one label.
    for (let i = 0; i < size; i++) hessian[i * size + i] = i === 0 ? 1e-9 : ridge;
    const at = new Int32Array(width);
    for (let row = 0; row < rows; row++) {
      for (let a = 0; a < width; a++) at[a] = active[a]![row]!;
      const curvature = fit.curvatures[row]!;
      // Indicators ascend with the column, so this is the lower triangle.
      for (let a = 0; a < width; a++) {
        const line = at[a]! * size;
        for (let b = 0; b <= a; b++) hessian[line + at[b]!]! += curvature;
      }
    }
    const direction = solvePositiveDefinite(hessian, fit.gradient.slice());
    const decrement = direction.reduce((sum, each, i) => sum + each * fit.gradient[i]!, 0);
    if (!(decrement > TOLERANCE)) break;
    let length = 1;
    let next = fit;
    let moved = weights;
    do {
      moved = weights.map((weight, i) => weight - length * direction[i]!);
      next = evaluate(active, positive, moved, ridge);
      length /= 2;
    } while (next.loss > fit.loss && length > 1e-6);
    if (next.loss > fit.loss) break;
    weights = moved;
    fit = next;
  }
  return {
    score(table) {
      if (
        table.sizes.length !== groups.length ||
        table.sizes.some((levels, f) => levels !== groups[f]!.groupOf.length)
      )
        throw new RangeError("the table has other columns than the learner saw");
      return predictors(indicatorsOf(table, groups), weights, table.rows);
    },
  };
}

/** Per column (the intercept first) the number of the one indicator that is 1 for each record. */
function indicatorsOf(table: EncodedTable, groups: readonly LevelGroups[]): Int32Array[] {
  let offset = 1;
  const columns = table.columns.map((levels, f) => {
    const { groupOf, groups: count } = groups[f]!;
    const first = offset;
    offset += count;
    return Int32Array.from({ length: table.rows }, (_, row) => first + groupOf[levels[row]!]!);
  });
  return [new Int32Array(table.rows), ...columns];
}

function predictors(active: readonly Int32Array[], weights: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows);
  for (const indicator of active) for (let row = 0; row < rows; row++) out[row]! += weights[indicator[row]!]!;
  return out;
}

/** Penalised negative log-likelihood, its gradient, and every record's p (1 - p). */
function evaluate(
  active: readonly Int32Array[],
  positive: Uint8Array,
  weights: Float64Array,
  ridge: number,
): { loss: number; gradient: Float64Array; curvatures: Float64Array } {
  const rows = positive.length;
  const scores = predictors(active, weights, rows);
  const residuals = new Float64Array(rows);
  const curvatures = new Float64Array(rows);
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : ridge * weight));
  let loss = weights.reduce((sum, weight, i) => (i === 0 ? 0 : sum + (ridge * weight * weight) / 2), 0);
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    const shrunk = deterministicExp(-Math.abs(score));
    const probability = score >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
    loss += deterministicLog1p(shrunk) + Math.max(score, 0) - (positive[row] === 1 ? score : 0);
    residuals[row] = probability - positive[row]!;
    curvatures[row] = probability * (1 - probability);
  }
  for (const indicator of active)
    for (let row = 0; row < rows; row++) gradient[indicator[row]!]! += residuals[row]!;
  return { loss, gradient, curvatures };
}
