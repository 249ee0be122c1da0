import { normalShare } from "./normalShare.ts";

/**
 * The best ROC any membership attack can have against a mu-Gaussian differentially private release, as points from low to high false
 * positive rate: TPR = Phi(Phi^-1(FPR) + mu) (Dong, Roth, Su 2022, definition 3: the trade-off function G_mu). Drawn by the threshold, so
 * that no quantile is needed.
 */
export function gaussianBound(mu: number): { x: number[]; y: number[] } {
  const x: number[] = [];
  const y: number[] = [];
  for (let step = 0; step <= 64; step++) {
    const threshold = -3.2 + step / 10;
    x.push(normalShare(threshold));
    y.push(normalShare(threshold + mu));
  }
  return { x, y };
}
