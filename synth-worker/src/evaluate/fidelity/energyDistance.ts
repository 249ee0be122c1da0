import { distributionGaps } from "./distributionGaps.ts";

/**
 * Energy distance sqrt(2 integral (F - G)^2) = sqrt(2 E|X - Y| - E|X - X'| - E|Y - Y'|) of two samples of numbers (Szekely and Rizzo 2013);
 * missing cells (NaN) do not count, null when a sample has no numbers.
 */
export function energyDistance(a: Float64Array, b: Float64Array): number | null {
  let area = 0;
  const defined = distributionGaps(a, b, (gap, width) => {
    area += gap * gap * width;
  });
  return defined ? Math.sqrt(2 * area) : null;
}
