import { distributionGaps } from "./distributionGaps.ts";

/**
 * First Wasserstein (earth mover's) distance, the integral of |F - G|, in the units of the values; missing cells (NaN) do not count, null when a
 * sample has no numbers.
 */
export function wassersteinOne(a: Float64Array, b: Float64Array): number | null {
  let area = 0;
  const defined = distributionGaps(a, b, (gap, width) => {
    area += Math.abs(gap) * width;
  });
  return defined ? area : null;
}
