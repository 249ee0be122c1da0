import { type OrdersBudget, rhoMicroForOrders } from "./rhoMicroForOrders.ts";

/** Part of an order's delta that its rho is calculated for; the rest is for what noise of finite precision costs outside it. */
const MAIN_PART = 0.99;

/**
 * What an order for (epsilon, delta) may cost altogether, in micro-rho, and the Renyi orders that its noise from coins must serve. What is
 * opened in it, noise from coins and any other zCDP look (the membership test), keeps (epsilon, delta) while it costs at most this, and
 * what rho does not cover at most delta / 100: at every whole order up to maxOrder the divergences add up, and epsilon is taken from
 * these (docs/proofs/binomial-noise.md, part 5). So the budget may be divided (splitRho). Throws as rhoMicroForOrders does.
 */
export function orderBudget(epsilon: number, delta: number): OrdersBudget {
  return rhoMicroForOrders(epsilon, MAIN_PART * delta);
}
