import { expInPlace } from "../../math/expInPlace.ts";
import { BeliefPropagation } from "./beliefPropagation.ts";
import type { CliqueTree } from "./cliqueTree.ts";
import { minimise } from "./minimise.ts";
import { NothingPossible } from "./nothingPossible.ts";
import { projection } from "./projection.ts";

/** A noisy table the model should follow. */
export type Target = {
  readonly columns: readonly number[];
  /** Noisy shares (counts over the total), row-major; may be negative. */
  readonly shares: Float64Array;
  /** How much the model may leave it: the ridge on its log-potentials, variance of a share times the prior's weight. */
  readonly slack: number;
};

export type MaxEntFit = {
  readonly tree: CliqueTree;
  /** Calibrated marginals per clique of the tree. */
  readonly beliefs: readonly Float64Array[];
  /** Log-potentials per target. */
  readonly potentials: readonly Float64Array[];
  /** Upper bound of KL(best model || this model) in nats. */
  readonly gap: number;
  readonly evaluations: number;
};

/**
 * The distribution p that minimises  KL(p || base) + sum over targets |p_t - shares_t|^2 / (2 slack_t):
 * maximum entropy with a quadratic tolerance for the noise (Dudik, Phillips, Schapire 2007, section 4.3). Its dual is
 *   f(theta) = log Z(theta) - sum <theta_t, shares_t> + sum slack_t/2 |theta_t|^2,
 * smooth and strongly convex, minimised by L-BFGS. Its gradient is g_t = p_t - shares_t + slack_t theta_t, and the
 * duality gap at any theta is sum |g_t|^2 / (2 slack_t), so the stopping rule is a guarantee and not a habit.
 *
 * `base`: log-potentials of the base measure, tables inside the tree (none: uniform).
 * `masks`: structural zeros, per clique of the tree (null: everything possible). `warm`: potentials to start at (same order as
 * targets, null: zeros). The same bits on every machine. Throws NothingPossible when the masks leave nothing possible, RangeError for
 * a set of columns that is in no clique of the tree.
 */
export function fitMaxEnt(request: {
  tree: CliqueTree;
  targets: readonly Target[];
  base?: readonly { readonly columns: readonly number[]; readonly logPotentials: Float64Array }[];
  masks?: readonly (Uint8Array | null)[];
  warm?: readonly (Float64Array | null)[];
  tolerance: number;
  maxEvaluations: number;
}): MaxEntFit {
  const { tree, targets, masks } = request;
  const propagation = new BeliefPropagation(tree);
  const tables = propagation.cells.map((cells) => new Float64Array(cells));
  const homes = targets.map(({ columns }) => smallestClique(propagation, columns));
  const indices = targets.map(({ columns }, t) =>
    projection(tree.sizes, tree.cliques[homes[t]!]!.columns, columns),
  );
  const base = propagation.cells.map((cells) => new Float64Array(cells));
  for (const { columns, logPotentials } of request.base ?? []) {
    const home = smallestClique(propagation, columns);
    const index = projection(tree.sizes, tree.cliques[home]!.columns, columns);
    const table = base[home]!;
    for (let i = 0; i < table.length; i++) table[i]! += logPotentials[index[i]!]!;
  }
  const offsets: number[] = [];
  let length = 0;
  for (const { shares } of targets) {
    offsets.push(length);
    length += shares.length;
  }
  const start = new Float64Array(length);
  request.warm?.forEach((potentials, t) => {
    if (potentials !== null) start.set(potentials, offsets[t]!);
  });

  let gap = Number.POSITIVE_INFINITY;
  /** Calibrates `tables` at theta; returns f and writes its gradient. */
  const evaluate = (theta: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    for (let c = 0; c < tables.length; c++) tables[c]!.set(base[c]!);
    for (let t = 0; t < targets.length; t++) {
      const table = tables[homes[t]!]!;
      const index = indices[t]!;
      const own = theta.subarray(offsets[t]!, offsets[t]! + targets[t]!.shares.length);
      for (let i = 0; i < table.length; i++) table[i]! += own[index[i]!]!;
    }
    for (let c = 0; c < tables.length; c++) {
      const table = tables[c]!;
      const mask = masks?.[c] ?? null;
      let top = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < table.length; i++)
        if (table[i]! > top && (mask === null || mask[i] === 1)) top = table[i]!;
      // Cells no mask allows may lie above `top`; they are zeroed before anything can overflow into a sum.
      if (mask !== null) for (let i = 0; i < table.length; i++) if (mask[i] === 0) table[i] = top - 1000;
      expInPlace(table, top);
      value += top;
    }
    value += propagation.calibrate(tables);
    if (!Number.isFinite(value)) {
      // Nothing possible, or potentials beyond a double: a point that no line search may accept.
      gap = Number.POSITIVE_INFINITY;
      gradient.fill(0);
      return Number.POSITIVE_INFINITY;
    }
    gap = 0;
    for (let t = 0; t < targets.length; t++) {
      const { shares, slack } = targets[t]!;
      const own = gradient.subarray(offsets[t]!, offsets[t]! + shares.length);
      own.fill(0);
      const table = tables[homes[t]!]!;
      const index = indices[t]!;
      for (let i = 0; i < table.length; i++) own[index[i]!]! += table[i]!;
      let squares = 0;
      for (let i = 0; i < shares.length; i++) {
        const potential = theta[offsets[t]! + i]!;
        value += potential * ((slack / 2) * potential - shares[i]!);
        const slope = own[i]! - shares[i]! + slack * potential;
        own[i] = slope;
        squares += slope * slope;
      }
      gap += squares / (2 * slack);
    }
    return value;
  };
  const curvature = (theta: Float64Array): Float64Array => {
    // Diagonal of the Hessian, share + slack, from the targets (the model's own shares are not known yet).
    const out = new Float64Array(theta.length);
    for (let t = 0; t < targets.length; t++) {
      const { shares, slack } = targets[t]!;
      const floor = slack + 1 / (10 * shares.length);
      for (let i = 0; i < shares.length; i++) out[offsets[t]! + i] = Math.max(shares[i]!, 0) + floor;
    }
    return out;
  };
  const { at, value, evaluations } = minimise({
    evaluate,
    start,
    scale: curvature(start),
    done: () => gap <= request.tolerance,
    maxEvaluations: request.maxEvaluations,
  });
  if (value === Number.POSITIVE_INFINITY) throw new NothingPossible();
  return {
    tree,
    beliefs: tables,
    potentials: targets.map(({ shares }, t) => at.slice(offsets[t]!, offsets[t]! + shares.length)),
    gap,
    evaluations,
  };
}

function smallestClique(propagation: BeliefPropagation, columns: readonly number[]): number {
  let best = -1;
  propagation.tree.cliques.forEach((clique, c) => {
    if (!columns.every((column) => clique.columns.includes(column))) return;
    if (best < 0 || propagation.cells[c]! < propagation.cells[best]!) best = c;
  });
  if (best < 0) throw new RangeError(`columns ${columns.join(", ")} are in no clique of the tree`);
  return best;
}
