import { integerSqrt } from "../math/integerSqrt.ts";
import type { Rational } from "../math/rational.ts";
import { PICO_PER_RHO } from "./picoRho.ts";

const DENOMINATOR = 1n << 20n;

/**
 * The smallest sigma with denominator 2^20 at which Gaussian noise costs at most `rho`, for queries of the squared L2
 * sensitivity given (for k tables measured with the same sigma: k times that of one). The share is first rounded
 * DOWN to whole pico-rho, the accountant's unit: shares that add up to a budget then cost no more than it, however
 * many there are. Throws RangeError when the share is below one pico-rho.
 */
export function sigmaForRho(rho: Rational, squaredSensitivity: bigint): Rational {
  const pico = (rho.num * PICO_PER_RHO) / rho.den;
  if (pico < 1n) throw new RangeError("a share of the budget must be at least one pico-rho");
  if (squaredSensitivity < 1n) throw new RangeError("a squared sensitivity is at least 1");
  // num^2 >= squaredSensitivity den^2 / (2 rho), rounded up before and after the root.
  const square =
    (squaredSensitivity * DENOMINATOR * DENOMINATOR * PICO_PER_RHO + 2n * pico - 1n) / (2n * pico);
  return { num: integerSqrt(square - 1n) + 1n, den: DENOMINATOR };
}
