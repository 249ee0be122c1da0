import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "./entropySource.ts";
import { exactGaussian } from "./exactGaussian.ts";
import { uniformDigits } from "./uniformDigits.ts";

const MAX_SIGMA = 1n << 40n;

/**
 * Fills `out` with independent exact draws of round(sigma Z), Z standard normal, sigma = num/den > 0: every integer
 * has exactly the probability that Z lies in its interval, and no probability is ever a floating-point number.
 * Adding a draw to an integer q gives round(q + sigma Z), which is post-processing of the Gaussian mechanism, so
 * exactly mu-GDP with mu = sensitivity / sigma. Claim and proof: docs/proofs/rounded-gaussian.md.
 * Source: Karney, Sampling Exactly from the Normal Distribution, ACM TOMS 42 (2016), Algorithm N and section 4.
 * Running time depends on the draws, like that of the discrete samplers. Throws RangeError unless 0 < sigma <= 2^40.
 */
export function fillRoundedGaussian(out: Float64Array, sigma: Rational, entropy: EntropySource): void {
  if (sigma.den <= 0n || sigma.num <= 0n || sigma.num > MAX_SIGMA * sigma.den) {
    throw new RangeError("the noise's standard deviation must be positive and at most 2^40");
  }
  const digits = uniformDigits(entropy, out.length * WORDS_PER_DRAW);
  const draw = exactGaussian(sigma, digits);
  for (let i = 0; i < out.length; i++) out[i] = draw();
  digits.wipe();
}

/** About what one draw takes; it only sets how many bytes are asked for at a time. */
const WORDS_PER_DRAW = 24;
