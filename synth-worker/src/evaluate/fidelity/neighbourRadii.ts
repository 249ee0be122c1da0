import type { MixedPoints } from "./mixedPoints.ts";
import { squaredDistances } from "./squaredDistances.ts";

/**
 * The squared distance to the k-th nearest other point of the same file, for the points `wanted` (all, when it is left out).
 * O(wanted * rows * columns). Throws RangeError when there are not more than k points.
 */
export function neighbourRadii(points: MixedPoints, k: number, wanted?: Int32Array): Float64Array {
  const { rows } = points;
  if (!Number.isInteger(k) || k < 1 || rows <= k)
    throw new RangeError(`${rows} points have no ${k}th nearest other`);
  const radii = new Float64Array(wanted?.length ?? rows);
  const distances = new Float64Array(rows);
  const nearest = new Float64Array(k);
  for (let i = 0; i < radii.length; i++) {
    const own = wanted?.[i] ?? i;
    squaredDistances(points, own, points, distances);
    distances[own] = Number.POSITIVE_INFINITY;
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < rows; j++) {
      const distance = distances[j]!;
      if (distance >= nearest[k - 1]!) continue;
      let place = k - 1;
      for (; place > 0 && nearest[place - 1]! > distance; place--) nearest[place] = nearest[place - 1]!;
      nearest[place] = distance;
    }
    radii[i] = nearest[k - 1]!;
  }
  return radii;
}
