import { deterministicExp } from "../../math/deterministicExp.ts";
import type { Rational } from "../../math/rational.ts";
import type { Charge } from "../../privacy/accountant.ts";
import { binomialRho } from "../../privacy/binomialRho.ts";
import { selectionCost } from "../../privacy/selectionCost.ts";
import type { MechanismCharge } from "./mechanismHooks.ts";

/**
 * What an opening costs the ledger of a job that promises `epsilon` and whose budget counts whole Renyi orders up to `maxOrder`
 * (orderBudget). Delta is (1 + e^epsilon) times the distance from the mechanism that costs rho (docs/proofs/binomial-noise.md, part 5).
 * One patient is in one hospital and has one row. Throws as binomialRho and selectionCost do.
 */
export function mechanismCost(
  charge: MechanismCharge,
  { epsilon, maxOrder }: { epsilon: number; maxOrder: number },
): Charge {
  const { what, rho, distance } = costOf(charge, maxOrder);
  return { what, rho, sigma: null, delta: distance * (1 + deterministicExp(epsilon)) * (1 + 2 ** -48) };
}

function costOf(
  charge: MechanismCharge,
  maxOrder: number,
): { what: string; rho: Rational; distance: number } {
  if (charge.kind === "selection") {
    const { rho, totalVariation } = selectionCost(charge);
    return { what: `choice of round ${charge.round + 1}`, rho, distance: totalVariation };
  }
  return {
    what: `table ${charge.clique}`,
    rho: binomialRho(charge.coins, maxOrder),
    // Below the smallest double, that is the bound.
    distance: charge.coins < 1074 ? 2 ** -charge.coins : Number.MIN_VALUE,
  };
}
