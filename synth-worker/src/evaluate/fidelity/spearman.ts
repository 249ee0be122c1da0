import { midranks } from "../../math/midranks.ts";
import { completePairs } from "./completePairs.ts";
import { pearson } from "./pearson.ts";

/**
 * Spearman's rank correlation: Pearson's of the midranks, over the records that have both numbers (NaN: missing); null when one of the two does
 * not vary over them. Throws RangeError for columns of different lengths.
 */
export function spearman(x: Float64Array, y: Float64Array): number | null {
  const [first, second] = completePairs(x, y);
  return pearson(midranks(first), midranks(second));
}
