import { midranks } from "../math/midranks.ts";
import type { Interval } from "./interval.ts";

/** The normal quantile of 0.975. */
const Z95 = 1.959963984540054;

/**
 * Area under the ROC curve of a score that should be higher for positives: P[positive > negative] + P[equal] / 2,
 * with the 95 % limits of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988), computed from midranks (Sun
 * and Xu 2014), limits cut to [0, 1]. Throws RangeError when either group has fewer than two scores.
 */
export function areaUnderRoc(positives: Float64Array, negatives: Float64Array): Interval {
  const m = positives.length;
  const n = negatives.length;
  if (m < 2 || n < 2) throw new RangeError("each group needs at least two scores");
  const all = new Float64Array(m + n);
  all.set(positives);
  all.set(negatives, m);
  const ranks = midranks(all);
  const within = midranks(positives);
  const withinNegatives = midranks(negatives);
  // For each record, the share of the other group that it beats.
  const wins = positives.map((_, i) => (ranks[i]! - within[i]!) / n);
  const losses = negatives.map((_, j) => 1 - (ranks[m + j]! - withinNegatives[j]!) / m);
  const value = wins.reduce((a, b) => a + b, 0) / m;
  const error = Math.sqrt(variance(wins) / m + variance(losses) / n);
  return { value, low: Math.max(0, value - Z95 * error), high: Math.min(1, value + Z95 * error) };
}

function variance(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
