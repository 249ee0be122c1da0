import type { Rational } from "../math/rational.ts";
import { reduceRational } from "../math/reduceRational.ts";

/**
 * The variance sigma^2 at which `marginals` counting queries, each with one cell per patient, together cost at
 * most `rhoMicro` micro-rho: rho = marginals / (2 sigma^2), because adding or removing one patient (one row)
 * moves one cell of each marginal by 1, so the squared L2 sensitivity is `marginals`.
 *
 * One thousandth of a micro-rho is held back, and sigma^2 is at least 8. Both pay for the noise being a sum of
 * discrete Gaussians of two nodes and not one discrete Gaussian: docs/proofs/distributed-noise.md.
 * Throws RangeError for rhoMicro < 1 or marginals outside 1..1,000,000.
 */
export function noiseVarianceFor(budget: { rhoMicro: bigint; marginals: number }): Rational {
  const { rhoMicro, marginals } = budget;
  if (rhoMicro < 1n) throw new RangeError("the budget must be at least 1 micro-rho");
  if (!Number.isInteger(marginals) || marginals < 1 || marginals > 1_000_000) {
    throw new RangeError("the number of marginals must be a whole number from 1 to 1,000,000");
  }
  const variance = reduceRational({
    num: BigInt(marginals) * 1_000_000_000n,
    den: 2n * (rhoMicro * 1000n - 1n),
  });
  return variance.num < 8n * variance.den ? { num: 8n, den: 1n } : variance;
}
