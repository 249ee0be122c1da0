import { orderByTime } from "../../math/orderByTime.ts";

/** A survival curve: 1 before times[0], survival[k] from times[k] on. */
export type KaplanMeier = {
  /** The different times at which events were seen, ascending. */
  readonly times: Float64Array;
  readonly survival: Float64Array;
  /** Records still followed just before times[k], and events at it. */
  readonly atRisk: Int32Array;
  readonly events: Int32Array;
  /** The longest follow-up, with or without an event; 0 without records. */
  readonly lastTime: number;
  /** The curve at a time; beyond the longest follow-up it keeps its last height. */
  readonly survivalAt: (time: number) => number;
  /** Where the curve falls below 1/2; the middle of the stretch when it is exactly 1/2 for a while; null when it never gets there. */
  readonly median: number | null;
  /** Mean survival time up to `until` (the longest follow-up when left out): the area under the curve. */
  readonly restrictedMean: (until?: number) => number;
};

/** Survival within this of 1/2 is 1/2: the product of many factors has rounding errors. */
const HALF_TOLERANCE = 1e-12;

/**
 * The product-limit estimate of survival (Kaplan and Meier 1958); a record that ends without event at the time of an event is still at risk
 * then. `times` and `events` as in orderByTime, which says what is refused.
 */
export function kaplanMeier(times: Float64Array, events: Uint8Array): KaplanMeier {
  const order = orderByTime(times, events);
  const n = order.length;
  const eventTimes: number[] = [];
  const survival: number[] = [];
  const atRisk: number[] = [];
  const counts: number[] = [];
  let height = 1;
  for (let start = 0; start < n; ) {
    const time = times[order[start]!]!;
    let end = start;
    let seen = 0;
    for (; end < n && times[order[end]!] === time; end++) seen += events[order[end]!]!;
    if (seen > 0) {
      height *= (n - start - seen) / (n - start);
      eventTimes.push(time);
      survival.push(height);
      atRisk.push(n - start);
      counts.push(seen);
    }
    start = end;
  }
  const steps = Float64Array.from(eventTimes);
  const heights = Float64Array.from(survival);
  const lastTime = n === 0 ? 0 : times[order[n - 1]!]!;
  return {
    times: steps,
    survival: heights,
    atRisk: Int32Array.from(atRisk),
    events: Int32Array.from(counts),
    lastTime,
    survivalAt(time) {
      // The number of steps at or before `time`.
      let low = 0;
      let high = steps.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (steps[middle]! <= time) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? 1 : heights[low - 1]!;
    },
    median: medianOf(steps, heights),
    restrictedMean: (until = lastTime) => areaOf(steps, heights, until),
  };
}

function medianOf(steps: Float64Array, heights: Float64Array): number | null {
  const first = heights.findIndex((height) => height <= 0.5 + HALF_TOLERANCE);
  if (first < 0) return null;
  const next = steps[first + 1];
  const flat = heights[first]! >= 0.5 - HALF_TOLERANCE;
  return flat && next !== undefined ? (steps[first]! + next) / 2 : steps[first]!;
}

function areaOf(steps: Float64Array, heights: Float64Array, until: number): number {
  let area = 0;
  let from = 0;
  let height = 1;
  for (let k = 0; k < steps.length && steps[k]! < until; k++) {
    area += height * (steps[k]! - from);
    from = steps[k]!;
    height = heights[k]!;
  }
  return area + height * Math.max(0, until - from);
}
