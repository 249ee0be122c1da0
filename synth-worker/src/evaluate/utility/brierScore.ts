/**
 * Brier's score: the mean squared difference of probability and outcome (Brier 1950), 0 best, 1 worst; null without records. Throws
 * RangeError for as many outcomes as there are not probabilities.
 */
export function brierScore(probabilities: Float64Array, positive: Uint8Array): number | null {
  const n = probabilities.length;
  if (positive.length !== n) throw new RangeError(`${n} probabilities with ${positive.length} outcomes`);
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (probabilities[i]! - positive[i]!) * (probabilities[i]! - positive[i]!);
  return sum / n;
}
