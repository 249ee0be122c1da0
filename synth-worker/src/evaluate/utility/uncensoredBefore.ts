import { orderByTime } from "../../math/orderByTime.ts";

/**
 * For every record the probability of still being followed just before its time: the product-limit estimate of the censoring, in which
 * events at a time have left before the censorings at it. `times` and `events` as in orderByTime, which says what is refused.
 */
export function uncensoredBefore(times: Float64Array, events: Uint8Array): Float64Array {
  const order = orderByTime(times, events);
  const n = order.length;
  const out = new Float64Array(n);
  let followed = 1;
  for (let start = 0; start < n; ) {
    const time = times[order[start]!]!;
    let seen = 0;
    let end = start;
    for (; end < n && times[order[end]!] === time; end++) {
      seen += events[order[end]!]!;
      out[order[end]!] = followed;
    }
    const left = n - start - seen;
    if (left > 0) followed *= (n - end) / left;
    start = end;
  }
  return out;
}
