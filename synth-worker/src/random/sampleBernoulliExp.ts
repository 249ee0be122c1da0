import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "./entropySource.ts";
import { sampleBernoulli } from "./sampleBernoulli.ts";

/**
 * true with probability exactly exp(-num/den), num >= 0, den > 0, using only rational coin flips.
 * Canonne, Kamath, Steinke, The Discrete Gaussian for Differential Privacy (2020), Algorithm 1.
 * Claim and proof: docs/proofs/discrete-gaussian.md, part 2. Throws RangeError for a negative exponent.
 */
export function sampleBernoulliExp({ num, den }: Rational, entropy: EntropySource): boolean {
  if (num < 0n || den <= 0n) throw new RangeError("exp(-x) needs x >= 0");
  // exp(-x) = exp(-1)^floor(x) * exp(-(x - floor(x))): one failing factor decides.
  for (let whole = num / den; whole > 0n; whole--) {
    if (!fractionalExp(1n, 1n, entropy)) return false;
  }
  return fractionalExp(num % den, den, entropy);
}

/** exp(-num/den) for 0 <= num/den <= 1: the run of successes of Bernoulli(x/k), k = 1, 2, ..., ends at an odd k. */
function fractionalExp(num: bigint, den: bigint, entropy: EntropySource): boolean {
  let k = 1n;
  while (sampleBernoulli({ num, den: den * k }, entropy)) k++;
  return (k & 1n) === 1n;
}
