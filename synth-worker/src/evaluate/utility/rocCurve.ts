/** Steps of the false positive rate. */
const STEPS = 100;

/**
 * The ROC curve of a score that should be higher for positives: x the false positive rates 0, 0.01 ... 1, y the true positive rate that the
 * curve reaches there, straight between thresholds (so equal scores make a slope, Fawcett 2006). null when either group is empty. Throws
 * RangeError for as many labels as there are not scores.
 */
export function rocCurve(scores: Float64Array, positive: Uint8Array): { x: number[]; y: number[] } | null {
  const n = scores.length;
  if (positive.length !== n) throw new RangeError(`${n} scores with ${positive.length} labels`);
  const positives = positive.reduce((sum, label) => sum + label, 0);
  const negatives = n - positives;
  if (positives === 0 || negatives === 0) return null;
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const x = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  const y: number[] = [];
  let caught = 0;
  let alarms = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    let hits = 0;
    while (end < n && scores[order[end]!] === scores[order[start]!]) hits += positive[order[end++]!]!;
    const misses = end - start - hits;
    // All grid points before the threshold's far end: what lies on its vertical end belongs to the next threshold.
    while (y.length < STEPS && y.length * negatives < (alarms + misses) * STEPS) {
      const part = ((y.length / STEPS) * negatives - alarms) / misses;
      y.push((caught + part * hits) / positives);
    }
    caught += hits;
    alarms += misses;
    start = end;
  }
  // Only rate 1 is left, where everything is called positive.
  while (y.length <= STEPS) y.push(1);
  return { x, y };
}
