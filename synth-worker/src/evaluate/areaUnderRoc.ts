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

/** Ranks 1..n, equal values sharing the mean of their ranks. */
function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

function variance(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
