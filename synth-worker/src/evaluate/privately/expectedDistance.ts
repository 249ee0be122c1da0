import { MEAN_ABSOLUTE_NORMAL } from "../../math/meanAbsoluteNormal.ts";

/**
 * The total variation that a sample of `records` is expected to have from the distribution it is drawn from: per cell
 * 1/2 E|count / n - p|, about 1/2 sqrt(2 / pi) sqrt(p (1 - p) / n) and never more than p (1 - p). It needs no
 * record: the best that a perfect file could be said to reach.
 */
export function expectedDistance(shares: Float64Array, records: number): number {
  let sum = 0;
  for (const share of shares) {
    const spread = share * (1 - share);
    if (spread > 0) sum += Math.min(spread, (MEAN_ABSOLUTE_NORMAL / 2) * Math.sqrt(spread / records));
  }
  return Math.min(1, sum);
}
