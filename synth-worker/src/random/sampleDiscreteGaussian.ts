import { integerSqrt } from "../math/integerSqrt.ts";
import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "./entropySource.ts";
import { sampleBernoulliExp } from "./sampleBernoulliExp.ts";
import { sampleDiscreteLaplace } from "./sampleDiscreteLaplace.ts";

/**
 * One exact draw of the discrete Gaussian N_Z(0, variance), variance = num/den > 0: P[X = x] proportional to
 * exp(-x^2 / (2 variance)) on all integers x. Rejection from the discrete Laplace of integer scale
 * t = floor(sigma) + 1; Canonne, Kamath, Steinke (2020), Algorithm 3. No floating-point number is involved.
 * Claim and proof: docs/proofs/discrete-gaussian.md, part 4. Throws RangeError for a variance that is not positive.
 * Running time depends on the draws; the caller keeps it away from anyone who can time single draws.
 */
export function sampleDiscreteGaussian(variance: Rational, entropy: EntropySource): bigint {
  const { num, den } = variance;
  if (num <= 0n || den <= 0n) throw new RangeError("the variance must be positive");
  const t = integerSqrt(num / den) + 1n;
  const scale = { num: t, den: 1n };
  const acceptDen = 2n * num * den * t * t;
  for (;;) {
    const candidate = sampleDiscreteLaplace(scale, entropy);
    // Accept with exp(-(|y| - variance/t)^2 / (2 variance)), the exponent written over one denominator.
    const distance = (candidate < 0n ? -candidate : candidate) * den * t - num;
    if (sampleBernoulliExp({ num: distance * distance, den: acceptDen }, entropy)) return candidate;
  }
}
