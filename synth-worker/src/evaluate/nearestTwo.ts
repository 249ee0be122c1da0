import type { Points } from "./points.ts";

/** Per query record, the Euclidean distances to the nearest and second nearest reference record (Infinity when there is none). */
export type NearestTwo = { readonly first: Float64Array; readonly second: Float64Array };

/**
 * Distances to the two nearest records of `reference`. `leftOut(query)` names one reference record that does not
 * count for this query: itself when a file is compared with itself. Plain loops over typed arrays with early
 * exit; O(query * reference * dimensions).
 */
export function nearestTwo(
  query: Points,
  reference: Points,
  leftOut?: (query: number) => number,
): NearestTwo {
  const d = query.dimensions;
  const a = query.values;
  const b = reference.values;
  const first = new Float64Array(query.rows);
  const second = new Float64Array(query.rows);
  for (let i = 0; i < query.rows; i++) {
    const skip = leftOut === undefined ? -1 : leftOut(i);
    const start = i * d;
    let least = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (let j = 0; j < reference.rows; j++) {
      if (j === skip) continue;
      let square = 0;
      const other = j * d;
      for (let k = 0; k < d; k++) {
        const gap = a[start + k]! - b[other + k]!;
        square += gap * gap;
        if (square >= next) break;
      }
      if (square >= next) continue;
      if (square < least) {
        next = least;
        least = square;
      } else next = square;
    }
    first[i] = Math.sqrt(least);
    second[i] = Math.sqrt(next);
  }
  return { first, second };
}
