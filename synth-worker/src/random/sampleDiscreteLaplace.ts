import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "./entropySource.ts";
import { sampleBernoulliExp } from "./sampleBernoulliExp.ts";
import { uniformBelow } from "./uniformBelow.ts";

/**
 * One exact draw of the discrete Laplace distribution with scale b = num/den > 0: P[X = x] proportional to
 * exp(-|x|/b) on all integers x. Canonne, Kamath, Steinke (2020), Algorithm 2.
 * Claim and proof: docs/proofs/discrete-gaussian.md, part 3. Throws RangeError for a scale that is not positive.
 */
export function sampleDiscreteLaplace({ num, den }: Rational, entropy: EntropySource): bigint {
  if (num <= 0n || den <= 0n) throw new RangeError("the Laplace scale must be positive");
  for (;;) {
    const low = uniformBelow(num, entropy);
    if (!sampleBernoulliExp({ num: low, den: num }, entropy)) continue;
    let high = 0n;
    while (sampleBernoulliExp(ONE, entropy)) high++;
    const magnitude = (low + num * high) / den;
    const negative = uniformBelow(2n, entropy) === 1n;
    // Minus zero is refused, or zero would come out twice as often as it should.
    if (negative && magnitude === 0n) continue;
    return negative ? -magnitude : magnitude;
  }
}

const ONE: Rational = { num: 1n, den: 1n };
