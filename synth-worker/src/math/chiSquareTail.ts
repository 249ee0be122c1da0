import { deterministicExp } from "./deterministicExp.ts";
import { normalCdf } from "./normalCdf.ts";

/**
 * P[X > x] for a chi-square variable with `degrees` of freedom: the same double on every machine. Built up two degrees at a time from the
 * normal tail (odd) or the exponential (even), Abramowitz and Stegun 1964, 26.4.4 and 26.4.5: every term is positive, so nothing cancels.
 * Relative error below 1e-12 for x up to 60. Throws RangeError unless `degrees` is a whole number from 1 to 1000 and x >= 0.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x >= 0) || !Number.isInteger(degrees) || degrees < 1 || degrees > 1000)
    throw new RangeError(`no chi-square tail at ${x} with ${degrees} degrees of freedom`);
  if (x === Number.POSITIVE_INFINITY) return 0;
  const odd = degrees % 2 === 1;
  const density = deterministicExp(-x / 2);
  // (x/2)^a e^(-x/2) / Gamma(a + 1) for a = 1/2 or 1; Gamma(3/2) = sqrt(pi) / 2.
  let term = odd ? (density * Math.sqrt(x / 2) * 2) / SQRT_PI : density * (x / 2);
  let tail = odd ? 2 * normalCdf(-Math.sqrt(x)) : density;
  for (let below = odd ? 1 : 2; below < degrees; below += 2) {
    tail += term;
    term *= x / (below + 2);
  }
  return Math.min(1, tail);
}

const SQRT_PI = 1.772453850905516;
