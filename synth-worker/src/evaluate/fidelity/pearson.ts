import { completePairs } from "./completePairs.ts";
import { meanOf } from "./meanOf.ts";

/**
 * Pearson's product-moment correlation, -1 to 1, over the records that have both numbers (NaN: missing); null when one of the two does not
 * vary over them. Throws RangeError for columns of different lengths.
 */
export function pearson(x: Float64Array, y: Float64Array): number | null {
  const [first, second] = completePairs(x, y);
  // Asked of the values, not of the variance: the mean of equal numbers may be off by a rounding.
  if ([first, second].every((values) => values.some((value) => value !== values[0]))) {
    const meanX = meanOf(first) ?? 0;
    const meanY = meanOf(second) ?? 0;
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let row = 0; row < first.length; row++) {
      const dx = first[row]! - meanX;
      const dy = second[row]! - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    const scale = Math.sqrt(xx) * Math.sqrt(yy);
    if (scale > 0) return Math.max(-1, Math.min(1, xy / scale));
  }
  return null;
}
