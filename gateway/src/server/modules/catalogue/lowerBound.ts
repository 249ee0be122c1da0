/** First of the places 0 to `length` where `isBelow` is false; it must be true at all places before and false at all after. Binary search. */
export function lowerBound(length: number, isBelow: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
