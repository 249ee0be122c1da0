import { deterministicExp } from "../../math/deterministicExp.ts";
import { epsilonOfOrders } from "../../privacy/epsilonOfOrders.ts";

/** What an order shows: Renyi divergence of at most a rho at every whole order a = 2, ..., maxOrder, but for a part `lost` in total variation. */
export type ReleaseCost = {
  /** The whole order's, measured tables and evaluation together. */
  readonly rhoMicro: bigint;
  readonly maxOrder: number;
  readonly lost: number;
};

/** Deltas 2^-1 to 2^-40: finer ones do not move the bound. */
const DELTAS = Array.from({ length: 40 }, (_, i) => 2 ** -(i + 1));
const STEPS = 4096;

/**
 * The largest AUC that ANY membership attack on what an order shows can reach, and the largest true positive
 * rate at 1 % false positives: a proof, not a measurement, so it costs nothing and holds for every patient.
 *
 * Why: (epsilon, delta) of the release bounds every attack's true positives by e^epsilon FPR + delta, and with the
 * groups swapped by 1 - e^-epsilon (1 - delta - FPR) (Wasserman and Zhou 2010; Kairouz et al. 2015), for each pair on its
 * curve (epsilonOfOrders). TPR - FPR is the total variation at most, which by Cauchy and Schwarz is at most half the root of chi-squared,
 * e^(divergence of order 2) - 1 <= e^(2 rho) - 1. What is lost moves either rate by `lost` at most. The area is summed from the upper side
 * of each step, so it errs upwards.
 */
export function provedMembershipBound({ rhoMicro, maxOrder, lost }: ReleaseCost): {
  readonly auc: number;
  readonly tprAt1PercentFpr: number;
} {
  const pairs = DELTAS.map((delta) => ({
    factor: deterministicExp(epsilonOfOrders(rhoMicro, delta, maxOrder)),
    delta,
  }));
  const variation = Math.sqrt(deterministicExp(Number(rhoMicro) / 500_000) - 1) / 2;
  const tpr = (rate: number) => {
    const fpr = Math.min(1, rate + lost);
    let most = Math.min(1, fpr + variation);
    for (const { factor, delta } of pairs) {
      most = Math.min(most, factor * fpr + delta, 1 - (1 - delta - fpr) / factor);
    }
    return Math.min(1, Math.max(fpr, most) + lost);
  };
  let area = 0;
  // tpr grows with the false positive rate: its value at the right end bounds the step.
  for (let step = 1; step <= STEPS; step++) area += tpr(step / STEPS) / STEPS;
  return { auc: Math.min(1, area), tprAt1PercentFpr: tpr(0.01) };
}
