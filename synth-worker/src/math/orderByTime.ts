/**
 * Record numbers in ascending order of follow-up time, equal times in their old order. `times` in any unit, `events` 1 where the event was
 * seen and 0 where follow-up ended without it. Throws RangeError for lists of different lengths, times that are negative or not finite, and
 * events other than 0 and 1.
 */
export function orderByTime(times: Float64Array, events: Uint8Array): Int32Array {
  if (times.length !== events.length)
    throw new RangeError(`${times.length} times with ${events.length} events`);
  for (let i = 0; i < times.length; i++) {
    if (!(times[i]! >= 0 && times[i]! < Number.POSITIVE_INFINITY))
      throw new RangeError(`${times[i]} is no follow-up time`);
    if (events[i]! > 1) throw new RangeError(`${events[i]} is no event indicator`);
  }
  return Int32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
}
