import type { Rational } from "../math/rational.ts";

/**
 * Micro-rho that `marginals` one-cell-per-patient counting queries cost at noise variance sigma^2 = `variance`:
 * marginals / (2 sigma^2), rounded UP to a whole micro-rho, so a ledger never records less than was spent.
 * Throws RangeError for a variance below 8 (the sum of two nodes' discrete Gaussians is not proven to fit below
 * it, docs/proofs/distributed-noise.md) or marginals outside 1..1,000,000.
 */
export function spendOf(release: { variance: Rational; marginals: number }): bigint {
  const { variance, marginals } = release;
  if (variance.den <= 0n || variance.num < 8n * variance.den)
    throw new RangeError("the variance must be at least 8");
  if (!Number.isInteger(marginals) || marginals < 1 || marginals > 1_000_000) {
    throw new RangeError("the number of marginals must be a whole number from 1 to 1,000,000");
  }
  // The nano-rho for the sum of discrete Gaussians is added before rounding up.
  const nano = (BigInt(marginals) * 1_000_000_000n * variance.den) / (2n * variance.num) + 1n;
  const exact = (BigInt(marginals) * 1_000_000_000n * variance.den) % (2n * variance.num) === 0n;
  const charged = exact ? nano : nano + 1n;
  return (charged + 999n) / 1000n;
}
