import type { Rational } from "../math/rational.ts";
import { binomialRenyi } from "./binomialRenyi.ts";
import { PICO_PER_RHO } from "./picoRho.ts";

/** Bits kept below a pico-rho, so that rounding up costs nothing. */
const FINE = 2 ** 12;

/**
 * The least rho, rounded up, with D_a <= a rho for every whole order a from 2 to maxOrder: what one table with noise Bin(coins, 1/2) -
 * coins / 2 costs the ledger, one patient moving one of its cells by 1. A little more than 2 / coins, the cost of Gaussian noise of variance
 * coins / 4: 3e-5 more at 8192 coins and orders up to 32. It holds for these orders only (a bounded variable's tail is not Gaussian),
 * so epsilon must be taken from them: epsilonOfOrders. Besides, 2^-coins belongs to delta. Throws as binomialRenyi does, and
 * RangeError when the divergence is not finite.
 */
export function binomialRho(coins: number, maxOrder: number): Rational {
  const divergences = binomialRenyi(coins, maxOrder);
  let rho = 0;
  for (const [i, divergence] of divergences.entries()) rho = Math.max(rho, divergence / (i + 2));
  if (!Number.isFinite(rho)) throw new RangeError(`${coins} coins do not serve orders up to ${maxOrder}`);
  const den = PICO_PER_RHO * BigInt(FINE);
  // 2^-50 covers the quotient above and the product here.
  return { num: BigInt(Math.ceil(rho * (1 + 2 ** -50) * Number(den))), den };
}
