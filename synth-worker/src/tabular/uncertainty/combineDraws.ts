import { studentQuantile } from "./studentQuantile.ts";

/**
 * What the draws are. "fully-synthetic": rows of m models drawn from what is believed after seeing the data, without noise for
 * privacy. "noisy-model": rows of m models of redrawModels, each as long as the real table.
 */
export type DrawKind = "fully-synthetic" | "noisy-model";

/** One estimate of all draws, and where its variance comes from. */
export type CombinedEstimate = {
  readonly estimate: number;
  readonly variance: number;
  /** Mean variance inside a draw: for "noisy-model" what the choice of patients adds. */
  readonly within: number;
  /** Variance of the estimates between draws: for "noisy-model" privacy noise, its treatment, and the drawing of rows. */
  readonly between: number;
  readonly degreesOfFreedom: number;
  readonly low: number;
  readonly high: number;
};

/**
 * Combines an estimate made on each of m >= 2 draws, with its variance there as if the rows were real ones. q = mean, b = variance between,
 * v = mean variance within:
 *
 * "fully-synthetic": T = (1 + 1/m) b - v, (m - 1)(1 - v / ((1 + 1/m) b))^2 degrees of freedom (Raghunathan, Reiter, Rubin 2003); b holds
 * the sampling of the synthetic rows too, hence the minus. Where T comes out at or below 0, T = v (Reiter 2002, section 3, for draws
 * as long as the real table) and m - 1 degrees.
 *
 * "noisy-model": T = v + (1 + 1/m) b and (m - 1)(1 + v / ((1 + 1/m) b))^2 degrees. q misses the released model's figure by b/m; that figure
 * misses the real table's by the noise, which b simulates (b holds the drawing of rows as well, so this is on the safe side);
 * the real table's misses the population's by v. The form is Rubin's (1987, section 3.3).
 *
 * The interval is Student's t at `level`. Throws RangeError for fewer than two draws, other numbers of variances, or negative ones.
 */
export function combineDraws(
  estimates: readonly number[],
  variances: readonly number[],
  kind: DrawKind,
  level = 0.95,
): CombinedEstimate {
  const draws = estimates.length;
  if (draws < 2 || variances.length !== draws)
    throw new RangeError("two draws at least, and a variance for each");
  if (
    !estimates.every(Number.isFinite) ||
    !variances.every((value) => value >= 0 && value < Number.POSITIVE_INFINITY)
  )
    throw new RangeError("estimates must be finite and variances not negative");
  const estimate = mean(estimates);
  const between = estimates.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (draws - 1);
  const within = mean(variances);
  const spread = (1 + 1 / draws) * between;
  const { variance, degreesOfFreedom } = total(kind, spread, within, draws - 1);
  const half = variance > 0 ? studentQuantile((1 + level) / 2, degreesOfFreedom) * Math.sqrt(variance) : 0;
  return {
    estimate,
    variance,
    within,
    between,
    degreesOfFreedom,
    low: estimate - half,
    high: estimate + half,
  };
}

function total(
  kind: DrawKind,
  spread: number,
  within: number,
  free: number,
): { variance: number; degreesOfFreedom: number } {
  if (kind === "noisy-model") {
    const variance = within + spread;
    return {
      variance,
      degreesOfFreedom: spread > 0 ? bounded(free * (1 + within / spread) ** 2) : MOST_FREEDOM,
    };
  }
  const variance = spread - within;
  if (!(variance > 0)) return { variance: within, degreesOfFreedom: free };
  return { variance, degreesOfFreedom: bounded(free * (1 - within / spread) ** 2) };
}

/** Student's t of a million degrees of freedom is the normal distribution; below one degree an interval says nothing. */
const MOST_FREEDOM = 1e6;

function bounded(freedom: number): number {
  return Math.min(MOST_FREEDOM, Math.max(1, freedom));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
