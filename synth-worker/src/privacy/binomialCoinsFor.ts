import type { Rational } from "../math/rational.ts";
import { binomialRho } from "./binomialRho.ts";

/**
 * The smallest even number of coins, at least `least`, whose noise costs at most `rho` at all whole orders up to maxOrder. One more coin
 * never costs more (it is post-processing), so it is found by bisection. `least` = 8192 keeps the cost within 3e-5 of Gaussian
 * noise up to order 32; with fewer coins the real curve is charged just the same. Throws RangeError when 2^20 coins are not enough.
 */
export function binomialCoinsFor(rho: Rational, maxOrder: number, least = 64): number {
  const fits = (coins: number) => {
    let cost: Rational;
    try {
      cost = binomialRho(coins, maxOrder);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
    return cost.num * rho.den <= rho.num * cost.den;
  };
  // No noise of this variance costs less than a Gaussian, 2 / coins: below that nothing needs to be tried.
  const gaussian = Number((2n * rho.den) / (rho.num < 1n ? 1n : rho.num));
  const start = Math.max(64, least, Math.min(gaussian, 2 ** 20) - 2);
  let low = start - (start % 2) - 2;
  let high = low + 2;
  // Mostly a few coins more than a Gaussian's are enough, so the steps upwards begin small.
  for (let step = 2; !fits(high); step *= 2) {
    if (high >= 2 ** 20) throw new RangeError("a share of the budget is too small for noise from 2^20 coins");
    low = high;
    high = Math.min(2 ** 20, high + step);
  }
  while (high - low > 2) {
    const middle = low + 2 * Math.floor((high - low) / 4);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
