import type { Points } from "../points.ts";
import { keepNearest } from "./keepNearest.ts";
import type { Nearest, NearestOptions } from "./nearest.ts";

/**
 * The k nearest reference points by Euclidean distance. Exact, with early exit; O(query * reference * dimensions) at most.
 * Throws RangeError when k is no positive whole number or the points differ in dimensions.
 */
export function nearestPoints(query: Points, reference: Points, options: NearestOptions): Nearest {
  const { k, leftOut } = options;
  const d = query.dimensions;
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${k} nearest points cannot be kept`);
  if (reference.dimensions !== d) throw new RangeError("query and reference differ in dimensions");
  const a = query.values;
  const b = reference.values;
  const { rows } = reference;
  const distances = new Float64Array(query.rows * k).fill(Number.POSITIVE_INFINITY);
  const places = new Int32Array(query.rows * k).fill(-1);
  for (let i = 0; i < query.rows; i++) {
    const skip = leftOut === undefined ? -1 : leftOut(i);
    const start = i * d;
    let bound = Number.POSITIVE_INFINITY;
    for (let j = 0, other = 0; j < rows; j++, other += d) {
      let square = 0;
      for (let c = 0; c < d; c++) {
        const gap = a[start + c]! - b[other + c]!;
        square += gap * gap;
        if (square >= bound) break;
      }
      if (square >= bound || j === skip) continue;
      bound = keepNearest(distances, places, i * k, k, square, j);
    }
  }
  for (let i = 0; i < distances.length; i++) distances[i] = Math.sqrt(distances[i]!);
  return { k, distances, places };
}
