import type { Rational } from "../../math/rational.ts";
import { noiseVarianceFor } from "../../privacy/noiseVarianceFor.ts";

/**
 * The noise variance for a sum of hospitals' counts when one patient may be counted by up to `maxHospitals` = m of them. Claim: adding
 * or removing the patient everywhere changes each of M marginals by at most m in one cell (the worst case: the same cell at all
 * hospitals), so the squared L2 sensitivity is M m^2 and sigma^2 = M m^2 / (2 rho). m = 1 is noiseVarianceFor. Vertical joins need no m:
 * a token occurs once per hospital, so a patient is one joined row whatever m is. Throws RangeError as noiseVarianceFor, and for m that
 * is not a whole number >= 1.
 */
export function overlapVariance(budget: {
  rhoMicro: bigint;
  marginals: number;
  maxHospitals: number;
}): Rational {
  const { rhoMicro, marginals, maxHospitals } = budget;
  if (!Number.isInteger(maxHospitals) || maxHospitals < 1) {
    throw new RangeError("a patient is in a whole number of hospitals, at least 1");
  }
  return noiseVarianceFor({ rhoMicro, marginals: marginals * maxHospitals ** 2 });
}
