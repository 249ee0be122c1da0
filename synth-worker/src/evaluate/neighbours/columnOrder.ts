import type { Points } from "../points.ts";

/** Pairs of records that the order is taken from. */
const SAMPLE_PAIRS = 1000;

/**
 * Columns by what they tell about distance, most first: the mean of min(1, |a - b|) over evenly spaced pairs of query and reference records.
 * A sum over columns in this order passes a bound soonest.
 */
export function columnOrder(query: Points, reference: Points): Int32Array {
  const d = query.dimensions;
  const pairs = Math.min(SAMPLE_PAIRS, query.rows * reference.rows);
  const gaps = new Float64Array(d);
  for (let pair = 0; pair < pairs; pair++) {
    const left = Math.floor((pair * query.rows) / pairs) * d;
    // A stride that shares no period with the left one, so that files in the same order are not compared row with row.
    const right = ((pair * 7919 + 13) % reference.rows) * d;
    for (let c = 0; c < d; c++)
      gaps[c]! += Math.min(1, Math.abs(query.values[left + c]! - reference.values[right + c]!));
  }
  return Int32Array.from(gaps, (_, c) => c).sort((x, y) => gaps[y]! - gaps[x]! || x - y);
}
