import { exponential } from "./exponential.ts";

/** Square root of 2 pi. */
const ROOT_TWO_PI = 2.5066282746310002;

/**
 * Share of a standard normal below x, by the Taylor series of the ratio to the density, absolute error about 1e-15. The series of
 * positive terms t + t^3/3 + t^5/15 + ... loses nothing to cancellation; beyond 7 the share is 0 or 1 for a drawing's purpose.
 */
export function normalShare(x: number): number {
  const t = Math.min(7, Math.max(-7, x));
  let term = t;
  let sum = t;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum) && k < 400; k += 2) {
    term *= (t * t) / k;
    sum += term;
  }
  return 0.5 + (exponential((-t * t) / 2) / ROOT_TWO_PI) * sum;
}
