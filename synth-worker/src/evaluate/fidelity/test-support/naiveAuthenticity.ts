import type { MixedPoints } from "../mixedPoints.ts";
import { nearestOf } from "../nearestOf.ts";
import { neighbourRadii } from "../neighbourRadii.ts";

/**
 * Authenticity with the mistake of the published code: for every real record, the spacing of the real record that happens to have the number of
 * its nearest synthetic one. Kept to show which golden value comes from the mistake; files must have the same number of records.
 */
export function naiveAuthenticity(real: MixedPoints, synthetic: MixedPoints): number {
  const apart = neighbourRadii(real, 1);
  const { places, squares } = nearestOf(real, synthetic);
  return squares.reduce((sum, square, i) => sum + Number(apart[places[i]!]! < square), 0) / real.rows;
}
