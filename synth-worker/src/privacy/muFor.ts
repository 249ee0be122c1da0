import { deltaOfMu } from "./deltaOfMu.ts";

/**
 * The largest mu for which mu-GDP guarantees (epsilon, delta), rounded DOWN: deltaOfMu(result, epsilon) <= delta.
 * Inverse of the closed form by bisection (deltaOfMu says how much its rounding up costs); the same double on every
 * machine. Throws RangeError unless 0 < epsilon <= 1000 and 0 < delta < 1.
 */
export function muFor(epsilon: number, delta: number): number {
  if (!(epsilon > 0 && epsilon <= 1000)) throw new RangeError("epsilon must lie between 0 and 1000");
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  let low = 0;
  let high = 1;
  while (deltaOfMu(high, epsilon) <= delta) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (deltaOfMu(middle, epsilon) <= delta) low = middle;
    else high = middle;
  }
}
