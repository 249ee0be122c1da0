import type { MixedPoints } from "./mixedPoints.ts";
import { squaredDistances } from "./squaredDistances.ts";

/** For every point of `from` the nearest point of `to` (the first of equally near ones) and its squared distance. O(rows^2 columns). Throws RangeError when `to` is empty. */
export function nearestOf(from: MixedPoints, to: MixedPoints): { places: Int32Array; squares: Float64Array } {
  if (to.rows === 0) throw new RangeError("no points to be near to");
  const places = new Int32Array(from.rows);
  const squares = new Float64Array(from.rows);
  const distances = new Float64Array(to.rows);
  for (let i = 0; i < from.rows; i++) {
    squaredDistances(from, i, to, distances);
    let best = 0;
    for (let j = 1; j < distances.length; j++) if (distances[j]! < distances[best]!) best = j;
    places[i] = best;
    squares[i] = distances[best]!;
  }
  return { places, squares };
}
