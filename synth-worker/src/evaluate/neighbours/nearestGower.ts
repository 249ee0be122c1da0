import type { Points } from "../points.ts";
import { columnOrder } from "./columnOrder.ts";
import { gowerTree } from "./gowerTree.ts";
import { keepNearest } from "./keepNearest.ts";
import type { Nearest, NearestOptions } from "./nearest.ts";

/**
 * The k nearest reference records by Gower's distance, on points as `gowerPoints` makes them: the mean over columns of min(1, |a - b|).
 * Exact: a k-d tree leaves out only boxes that are further away than the k-th record found so far, and within a leaf the sum over columns
 * ends when it is. At worst O(query * reference * columns), as when every record is looked at.
 * Throws RangeError when k is no positive whole number or the points differ in dimensions.
 */
export function nearestGower(query: Points, reference: Points, options: NearestOptions): Nearest {
  const { k, leftOut } = options;
  const d = query.dimensions;
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`${k} nearest records cannot be kept`);
  if (reference.dimensions !== d) throw new RangeError("query and reference differ in columns");
  const tree = gowerTree(reference);
  const order = columnOrder(query, reference);
  const b = new Float64Array(reference.rows * d);
  for (let at = 0; at < reference.rows; at++)
    for (let c = 0; c < d; c++) b[at * d + c] = reference.values[tree.rows[at]! * d + order[c]!]!;

  const distances = new Float64Array(query.rows * k).fill(Number.POSITIVE_INFINITY);
  const places = new Int32Array(query.rows * k).fill(-1);
  const record = new Float64Array(d);
  const arranged = new Float64Array(d);
  /** Per column, how far the box that is looked at is from the record. */
  const away = new Float64Array(d);
  let bound = Number.POSITIVE_INFINITY;
  let skip = -1;
  let start = 0;

  const scan = (from: number, to: number): void => {
    for (let at = from, other = from * d; at < to; at++, other += d) {
      let sum = 0;
      for (let c = 0; c < d; c++) {
        const gap = Math.abs(arranged[c]! - b[other + c]!);
        // biome-ignore lint/complexity/useMathMinMax: a quarter faster in the loop that all the time goes into
        sum += gap < 1 ? gap : 1;
        if (sum > bound) break;
      }
      const row = tree.rows[at]!;
      if (sum > bound || row === skip) continue;
      bound = keepNearest(distances, places, start, k, sum, row);
    }
  };
  const search = (node: number, distance: number): void => {
    const column = tree.column[node]!;
    if (column < 0) {
      scan(tree.from[node]!, tree.to[node]!);
      return;
    }
    const known = away[column]!;
    const left = Math.min(1, Math.max(known, record[column]! - tree.leftMost[node]!));
    const right = Math.min(1, Math.max(known, tree.rightLeast[node]! - record[column]!));
    const leftFirst = left <= right;
    const near = leftFirst ? left : right;
    const far = leftFirst ? right : left;
    if (distance - known + near > bound) return;
    away[column] = near;
    search(leftFirst ? node + 1 : tree.right[node]!, distance - known + near);
    if (distance - known + far <= bound) {
      away[column] = far;
      search(leftFirst ? tree.right[node]! : node + 1, distance - known + far);
    }
    away[column] = known;
  };
  if (reference.rows > 0)
    for (let i = 0; i < query.rows; i++) {
      for (let c = 0; c < d; c++) record[c] = query.values[i * d + c]!;
      for (let c = 0; c < d; c++) arranged[c] = record[order[c]!]!;
      skip = leftOut === undefined ? -1 : leftOut(i);
      start = i * k;
      bound = Number.POSITIVE_INFINITY;
      search(0, 0);
    }
  for (let i = 0; i < distances.length; i++) distances[i]! /= Math.max(1, d);
  return { k, distances, places };
}
