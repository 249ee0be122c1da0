import { deterministicExp } from "../math/deterministicExp.ts";
import { deterministicLog } from "../math/deterministicLog.ts";
import { MILLS_RELATIVE_ERROR, millsRatio } from "../math/millsRatio.ts";

/**
 * The least delta for which mu-GDP implies (epsilon, delta)-differential privacy, rounded UP:
 * delta = Phi(-epsilon/mu + mu/2) - e^epsilon Phi(-epsilon/mu - mu/2)
 * (Dong, Roth, Su, Gaussian Differential Privacy, 2022, Corollary 2.13; Balle, Wang 2018, Theorem 8). mu = 0 gives 0.
 *
 * With a = epsilon/mu - mu/2, b = epsilon/mu + mu/2 and Mills' ratio R, e^epsilon phi(b) = phi(a), so the difference
 * is phi(a) (R(a) - R(b)): no large exponential and no cancellation of two probabilities. A bound of all rounding
 * errors is added, so the answer is never below the true delta and above it by less than 1e-9 of it where
 * mu >= 0.001 and delta >= 1e-18. The same double on every machine. Throws RangeError for a negative argument.
 */
export function deltaOfMu(mu: number, epsilon: number): number {
  if (!(mu >= 0 && mu < Number.POSITIVE_INFINITY)) throw new RangeError("mu must be at least 0");
  if (!(epsilon >= 0 && epsilon < Number.POSITIVE_INFINITY))
    throw new RangeError("epsilon must be at least 0");
  if (mu === 0) return 0;
  const centre = epsilon / mu;
  const a = centre - mu / 2;
  const b = centre + mu / 2;
  // What rounding in a and a^2/2 does to the exponential, as a relative error; a itself is off by 2^-52 of b.
  const exponentError = (a * a + 2 * Math.abs(a) * b + 4) * 2 ** -51;
  if (a < 0) {
    const density = deterministicExp((-a * a) / 2) * INVERSE_SQRT_2PI;
    const inside = density * (millsRatio(-a) + millsRatio(b));
    return Math.min(1, 1 - inside * (1 - MILLS_RELATIVE_ERROR - exponentError - 1e-15));
  }
  const atA = millsRatio(a);
  // Errors of both ratios, and what an error of a and b does to them (|R'| <= 1).
  const difference = atA - millsRatio(b) + 2 * MILLS_RELATIVE_ERROR * atA + b * 2 ** -50;
  const logDelta = (-a * a) / 2 - LN_SQRT_2PI + deterministicLog(difference) + exponentError;
  return Math.min(1, Math.max(deterministicExp(logDelta) * (1 + 1e-14), SMALLEST_DOUBLE));
}

const INVERSE_SQRT_2PI = 0.3989422804014327;
const LN_SQRT_2PI = 0.9189385332046728;
/** A positive delta that underflows is still not 0. */
const SMALLEST_DOUBLE = 5e-324;
