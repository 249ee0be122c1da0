/**
 * Weight of the prior for `total` records whose single count could be had with noise `sigmaAtFullBudget`: nats of KL divergence count this much
 * against chi-squares of noise. The stronger the signal, the more each nat must outweigh, so that the fit stays well conditioned.
 */
export function priorWeight(total: number, sigmaAtFullBudget: number): number {
  return Math.max(10, total / sigmaAtFullBudget / 30);
}
