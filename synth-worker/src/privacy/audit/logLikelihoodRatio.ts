import type { Rational } from "../../math/rational.ts";

/**
 * ln of the probability of the noisy values `seen` if the true ones are `withCanary`, over that if they are
 * `withoutCanary`, for independent Gaussian noise of standard deviation `sigma`: the best scalar to tell the two apart
 * (Neyman and Pearson 1933), up to the rounding of the noise. Ratios of independent releases are added.
 * Throws RangeError when the lengths differ.
 */
export function logLikelihoodRatio(
  seen: Float64Array,
  withoutCanary: Float64Array,
  withCanary: Float64Array,
  sigma: Rational,
): number {
  if (seen.length !== withoutCanary.length || seen.length !== withCanary.length) {
    throw new RangeError("as many values with the canary as without, and as many seen");
  }
  const deviation = Number(sigma.num) / Number(sigma.den);
  let sum = 0;
  for (let i = 0; i < seen.length; i++) {
    const moved = withCanary[i]! - withoutCanary[i]!;
    sum += moved * (seen[i]! - (withoutCanary[i]! + withCanary[i]!) / 2);
  }
  return sum / (deviation * deviation);
}
