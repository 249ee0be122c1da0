import { deterministicExp } from "./deterministicExp.ts";

/** Largest relative error of millsRatio, with room: the measured one, against 200-bit integers, is below 2e-15. */
export const MILLS_RELATIVE_ERROR = 1e-14;

/**
 * Mills' ratio (1 - Phi(t)) / phi(t) of the standard normal, t >= 0: the upper tail without its exponential, so tails
 * far beyond the range of doubles stay comparable. The same double on every machine; relative error below 1e-14.
 * For t >= 1 Laplace's continued fraction 1/(t + 1/(t + 2/(t + ...))) (DLMF 7.9.2), all terms positive; below 1 the
 * series of the half under the peak, 1/(2 phi(t)) - sum t^(2n+1)/(2n+1)!! (DLMF 7.6.2). Throws RangeError for t < 0.
 */
export function millsRatio(t: number): number {
  if (!(t >= 0)) throw new RangeError("Mills' ratio is taken at t >= 0");
  if (t < 1) {
    let term = t;
    let sum = t;
    for (let n = 1; n <= 20; n++) {
      term *= (t * t) / (2 * n + 1);
      sum += term;
    }
    return SQRT_HALF_PI * deterministicExp((t * t) / 2) - sum;
  }
  if (t > 1e8) return 1 / t;
  // The fraction cut after N terms is off by a factor of about exp(-2 t sqrt(N)): below 1e-21 at t = 1.
  let tail = t;
  for (let n = TERMS; n >= 1; n--) tail = t + n / tail;
  return 1 / tail;
}

const SQRT_HALF_PI = 1.2533141373155003;
const TERMS = 600;
