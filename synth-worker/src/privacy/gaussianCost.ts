import type { Rational } from "../math/rational.ts";

/**
 * rho of the Gaussian mechanism, exactly: squaredSensitivity / (2 sigma^2), for an L2 sensitivity whose square is the
 * integer given; mu^2 = 2 rho. The same for the rounded Gaussian (docs/proofs/rounded-gaussian.md, part 2).
 * Throws RangeError unless both are positive.
 */
export function gaussianCost(squaredSensitivity: bigint, sigma: Rational): Rational {
  if (squaredSensitivity < 1n) throw new RangeError("a squared sensitivity is at least 1");
  if (sigma.num <= 0n || sigma.den <= 0n)
    throw new RangeError("the noise's standard deviation must be positive");
  return { num: squaredSensitivity * sigma.den * sigma.den, den: 2n * sigma.num * sigma.num };
}
