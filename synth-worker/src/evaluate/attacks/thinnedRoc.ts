/** Points kept besides the corner (0, 0). */
const POINTS = 100;

/**
 * The ROC curve of a score (higher: positive) as false-positive shares x and true-positive shares y, from (0, 0) to (1, 1), about a hundred
 * points: the curve's own points, the last one of each hundredth of the negatives. Equal scores move both shares at once.
 */
export function thinnedRoc(positives: Float64Array, negatives: Float64Array): { x: number[]; y: number[] } {
  const up = positives.slice().sort();
  const down = negatives.slice().sort();
  const x = [0];
  const y = [0];
  let above = up.length;
  let wrong = down.length;
  let kept = -1;
  while (wrong > 0 || above > 0) {
    const score = Math.max(
      up[above - 1] ?? Number.NEGATIVE_INFINITY,
      down[wrong - 1] ?? Number.NEGATIVE_INFINITY,
    );
    while (above > 0 && up[above - 1]! >= score) above--;
    while (wrong > 0 && down[wrong - 1]! >= score) wrong--;
    const share = (down.length - wrong) / down.length;
    const bucket = Math.floor(share * POINTS);
    // A later point of the same hundredth takes the earlier one's place.
    if (bucket === kept) {
      x.pop();
      y.pop();
    }
    x.push(share);
    y.push((up.length - above) / up.length);
    kept = bucket;
  }
  return { x, y };
}
