import { normalCdf } from "../../math/normalCdf.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";

/** Columns with at most so many different values of a key are copied and never moved: flags, scores, heaped scales. */
const MOST_DISCRETE = 12;
/** A value lands this share of the ranks to either side of its place at most. */
const JITTER = 0.01;

/**
 * Numbers on a normal scale, one scale per key (a code): a value's normal score by its mid-rank, and back by interpolation between the values that
 * were seen. What is written is between two observed values of the middle of the distribution, never beyond the second lowest and highest.
 */
export type ValueScale = {
  /** Whether values of the key may be moved at all. */
  readonly isSmooth: (key: number) => boolean;
  /** NaN for a missing value. */
  readonly score: (key: number, value: number) => number;
  /** `unit` in [0, 1) moves the value among its neighbours. */
  readonly value: (key: number, score: number, unit: number) => number;
};

/** Scales of `values` by `keys` (the same for all when null), written with `decimals`. */
export function valueScale(values: Float64Array, keys: Float64Array | null, decimals: number): ValueScale {
  const lists = new Map<number, number[]>();
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    const key = keys === null ? 0 : keyOf(keys[row]!);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  });
  const sorted = new Map<number, Float64Array>();
  /** scores[key][2 x rank], filled when asked for: quantiles are slow, and ranks few. */
  const scores = new Map<number, Float64Array>();
  const smooth = new Set<number>();
  for (const [key, list] of lists) {
    sorted.set(key, Float64Array.from(list).sort());
    scores.set(key, new Float64Array(2 * list.length + 1).fill(Number.NaN));
    if (new Set(list).size > MOST_DISCRETE) smooth.add(key);
  }
  const scale = 10 ** Math.max(0, Math.min(9, decimals));
  const none = new Float64Array(0);
  const at = (key: number) => sorted.get(keyOf(key)) ?? none;
  return {
    isSmooth: (key) => smooth.has(keyOf(key)),
    score(key, value) {
      const list = at(key);
      if (Number.isNaN(value) || list.length === 0) return Number.NaN;
      const twice = before(list, value, false) + before(list, value, true);
      const known = scores.get(keyOf(key))!;
      if (Number.isNaN(known[twice]!))
        known[twice] = normalQuantile(Math.max(0.25, Math.min(list.length - 0.25, twice / 2)) / list.length);
      return known[twice]!;
    },
    value(key, score, unit) {
      const list = at(key);
      const u = normalCdf(score) + (2 * unit - 1) * JITTER;
      const place = Math.max(1, Math.min(list.length - 2, u * list.length - 0.5));
      const low = Math.floor(place);
      const value = list[low]! + (place - low) * (list[Math.min(low + 1, list.length - 2)]! - list[low]!);
      return Math.round(value * scale) / scale;
    },
  };
}

/** Missing keys are a key of their own. */
function keyOf(key: number): number {
  return Number.isNaN(key) ? -1 : key;
}

/** How many of an ascending list are below `value`, or (`withEqual`) not above it. */
function before(sorted: Float64Array, value: number, withEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (withEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
