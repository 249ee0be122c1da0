import { deterministicLog } from "../math/deterministicLog.ts";
import { deterministicLog1p } from "../math/deterministicLog1p.ts";

/**
 * The epsilon at `delta` when the Renyi divergence is at most a rho for the whole orders a = 2, ..., maxOrder only (noise from coins): the least
 * over these orders of a rho - (a ln(a / (a - 1)) + ln(a - 1) + ln delta) / (a - 1), each of which is valid (Canonne, Kamath,
 * Steinke 2020, Proposition 12). epsilonOf takes all orders; the difference is below 1 % once maxOrder passes the best order, about 1 +
 * sqrt(ln(1/delta) / rho). Throws RangeError for rhoMicro < 0, delta outside (0, 1) or maxOrder not a whole number from 2 on.
 */
export function epsilonOfOrders(rhoMicro: bigint, delta: number, maxOrder: number): number {
  if (rhoMicro < 0n) throw new RangeError("rho is negative");
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  if (!(Number.isInteger(maxOrder) && maxOrder >= 2))
    throw new RangeError("orders are whole numbers from 2 on");
  const rho = Number(rhoMicro) / 1_000_000;
  const logDelta = deterministicLog(delta);
  let best = Number.POSITIVE_INFINITY;
  for (let order = 2; order <= maxOrder; order++) {
    const gap = order - 1;
    const epsilon =
      order * rho - (order * deterministicLog1p(1 / gap) + deterministicLog(gap) + logDelta) / gap;
    best = Math.min(best, epsilon);
  }
  // As in epsilonOf: the rounding errors, upwards.
  return best <= 0 ? 0 : best * (1 + 1e-13);
}
