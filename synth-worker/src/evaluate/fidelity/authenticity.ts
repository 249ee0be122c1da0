import type { MixedPoints } from "./mixedPoints.ts";
import { nearestOf } from "./nearestOf.ts";
import { neighbourRadii } from "./neighbourRadii.ts";

/**
 * Authenticity (Alaa et al., ICML 2022, section 3): the share of synthetic records that are farther from their nearest training record than that
 * record is from its nearest other training record; about .5 for fresh records of the same distribution in files of equal length, 0 for copies.
 * Published code indexes training records with synthetic ones' numbers and gives something else; this follows the paper's text.
 * O(training * synthetic * columns). Throws RangeError for fewer than two training records or no synthetic ones.
 */
export function authenticity(training: MixedPoints, synthetic: MixedPoints): number {
  if (synthetic.rows === 0) throw new RangeError("no synthetic records");
  const { places, squares } = nearestOf(synthetic, training);
  const apart = neighbourRadii(training, 1, places);
  let authentic = 0;
  for (let j = 0; j < synthetic.rows; j++) if (squares[j]! > apart[j]!) authentic++;
  return authentic / synthetic.rows;
}
