import { epsilonOfOrders } from "./epsilonOfOrders.ts";
import { renyiOrdersFor } from "./renyiOrdersFor.ts";

/** What an order for (epsilon, delta) may spend on noise from coins, and the orders that each piece of noise must serve. */
export type OrdersBudget = { readonly rhoMicro: bigint; readonly maxOrder: number };

/**
 * The largest whole number of micro-rho whose epsilon at `delta`, from whole orders up to maxOrder = renyiOrdersFor(rhoMicro, delta), is at most
 * `epsilon`. Throws RangeError for epsilon that is not positive, above 1000, or too small for any micro-rho, or delta outside (0, 1).
 */
export function rhoMicroForOrders(epsilon: number, delta: number): OrdersBudget {
  if (!(epsilon > 0 && epsilon <= 1000)) throw new RangeError("epsilon must lie between 0 and 1000");
  const fits = (rhoMicro: bigint) =>
    epsilonOfOrders(rhoMicro, delta, renyiOrdersFor(rhoMicro, delta)) <= epsilon;
  if (!fits(1n)) throw new RangeError("no micro-rho keeps to so small an epsilon");
  let low = 1n;
  let high = 2n;
  while (fits(high)) {
    low = high;
    high *= 2n;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return { rhoMicro: low, maxOrder: renyiOrdersFor(low, delta) };
}
