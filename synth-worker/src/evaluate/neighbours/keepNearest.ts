/**
 * Puts a candidate among the k kept records, which stand from `start` on in both arrays: nearest first, of equally near ones the lower place
 * first. The last one drops out; a candidate that is behind it changes nothing. Returns the k-th distance: what the next one must not exceed.
 */
export function keepNearest(
  distances: Float64Array,
  places: Int32Array,
  start: number,
  k: number,
  distance: number,
  place: number,
): number {
  const last = start + k - 1;
  const bound = distances[last]!;
  if (distance > bound || (distance === bound && place > places[last]! && places[last]! >= 0)) return bound;
  let at = last;
  while (
    at > start &&
    (distances[at - 1]! > distance || (distances[at - 1] === distance && places[at - 1]! > place))
  ) {
    distances[at] = distances[at - 1]!;
    places[at] = places[at - 1]!;
    at--;
  }
  distances[at] = distance;
  places[at] = place;
  return distances[last]!;
}
