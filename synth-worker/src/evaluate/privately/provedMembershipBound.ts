import { deterministicExp } from "../../math/deterministicExp.ts";
import { epsilonOf } from "../../privacy/epsilonOf.ts";

/** Deltas 2^-1 to 2^-40: finer ones do not move the bound. */
const DELTAS = Array.from({ length: 40 }, (_, i) => 2 ** -(i + 1));
const STEPS = 4096;

/**
 * The largest AUC that ANY membership attack on what a rho-zCDP release shows can reach, and the largest true positive
 * rate at 1 % false positives: a proof, not a measurement, so it costs nothing and holds for every patient.
 *
 * Why: (epsilon, delta) of the release bounds every attack's true positives by e^epsilon FPR + delta, and with the
 * groups swapped by 1 - e^-epsilon (1 - delta - FPR) (Wasserman and Zhou 2010; Kairouz et al. 2015), for each pair on its
 * zCDP curve; Pinsker's inequality adds TPR - FPR <= sqrt(rho / 2), since zCDP bounds the divergence by rho. The
 * area is summed from the upper side of each step, so it errs upwards. `rhoMicro` is the whole order's.
 */
export function provedMembershipBound(rhoMicro: bigint): {
  readonly auc: number;
  readonly tprAt1PercentFpr: number;
} {
  const pairs = DELTAS.map((delta) => ({ factor: deterministicExp(epsilonOf(rhoMicro, delta)), delta }));
  const pinsker = Math.sqrt(Number(rhoMicro) / 2_000_000);
  const tpr = (fpr: number) => {
    let most = Math.min(1, fpr + pinsker);
    for (const { factor, delta } of pairs) {
      most = Math.min(most, factor * fpr + delta, 1 - (1 - delta - fpr) / factor);
    }
    return Math.max(fpr, most);
  };
  let area = 0;
  // tpr grows with the false positive rate: its value at the right end bounds the step.
  for (let step = 1; step <= STEPS; step++) area += tpr(step / STEPS) / STEPS;
  return { auc: Math.min(1, area), tprAt1PercentFpr: tpr(0.01) };
}
