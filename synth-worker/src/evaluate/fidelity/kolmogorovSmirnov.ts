import { distributionGaps } from "./distributionGaps.ts";

/** Two-sample Kolmogorov-Smirnov distance sup |F - G|, 0 to 1; missing cells (NaN) do not count, null when a sample has no numbers. */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): number | null {
  let most = 0;
  const defined = distributionGaps(a, b, (gap) => {
    most = Math.max(most, Math.abs(gap));
  });
  return defined ? most : null;
}
