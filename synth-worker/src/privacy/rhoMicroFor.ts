import { epsilonOf } from "./epsilonOf.ts";

/**
 * The largest whole number of micro-rho whose epsilon at `delta` is at most `epsilon` > 0: what zCDP looks may
 * spend for (epsilon, delta); an order, with noise from coins, may spend orderBudget. Looks are charged rounded up, so the promise is never exceeded.
 * Throws RangeError for epsilon that is not positive and finite, above 1000, or delta outside (0, 1).
 */
export function rhoMicroFor(epsilon: number, delta: number): bigint {
  if (!(epsilon > 0 && epsilon <= 1000)) throw new RangeError("epsilon must lie between 0 and 1000");
  let low = 0n;
  let high = 1n;
  while (epsilonOf(high, delta) <= epsilon) high *= 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (epsilonOf(middle, delta) <= epsilon) low = middle;
    else high = middle;
  }
  return low;
}
