import type { Rational } from "../math/rational.ts";
import { selectionCost } from "./selectionCost.ts";

/**
 * The smallest whole noise scale at which a choice costs at most `rho` (selectionCost). Throws RangeError when no scale up to 2^32 does:
 * the precision of the noise alone costs 3.3e-11.
 */
export function selectionScaleFor(rho: Rational, sensitivity: number): number {
  const fits = (scale: number) => {
    const cost = selectionCost({ sensitivity, scale, candidates: 1 }).rho;
    return cost.num * rho.den <= rho.num * cost.den;
  };
  let high = 2 ** 32;
  if (!fits(high)) throw new RangeError("no noise scale makes the choice that cheap");
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
