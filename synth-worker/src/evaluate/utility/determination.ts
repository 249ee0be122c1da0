/**
 * The coefficient of determination 1 - sum (y - prediction)^2 / sum (y - mean)^2: 1 best, 0 no better than the mean, negative worse. null for
 * no records or a constant y. Throws RangeError for as many predictions as there are not targets.
 */
export function determination(targets: Float64Array, predictions: Float64Array): number | null {
  const n = targets.length;
  if (predictions.length !== n) throw new RangeError(`${n} targets with ${predictions.length} predictions`);
  if (targets.every((target) => target === targets[0])) return null;
  const mean = targets.reduce((sum, target) => sum + target, 0) / n;
  const spread = targets.reduce((sum, target) => sum + (target - mean) * (target - mean), 0);
  let missed = 0;
  for (let i = 0; i < n; i++) missed += (targets[i]! - predictions[i]!) * (targets[i]! - predictions[i]!);
  return 1 - missed / spread;
}
