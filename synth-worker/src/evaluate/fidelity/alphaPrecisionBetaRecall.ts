import { quantile } from "../quantile.ts";
import { centreDistances } from "./centreDistances.ts";
import type { MixedPoints } from "./mixedPoints.ts";
import { nearestOf } from "./nearestOf.ts";
import { neighbourRadii } from "./neighbourRadii.ts";

/** Levels 0, 1/29, ..., 1 at which the curves are taken. */
const LEVELS = Array.from({ length: 30 }, (_, k) => k / 29);

/** Both 0 to 1. A second real sample of the same size gives an alpha-precision near 1 and a beta-recall near .5. */
export type SupportScores = { readonly alphaPrecision: number; readonly betaRecall: number };

/**
 * Integrated alpha-precision and beta-recall (Alaa et al., ICML 2022), with balls around the centre of mass of the records as they are, no
 * embedding learned. Alpha-precision: the share of synthetic records in the ball that holds a share alpha of the real ones should be alpha.
 * Beta-recall: the share of real records whose nearest synthetic one is no farther than their nearest real one and lies in the synthetic
 * beta-ball (radius over those nearest ones, as in the published code) should be beta. Each score is 1 - sum |curve - level| / sum level over
 * 30 levels, cut at 0. O(rows^2 columns). Throws RangeError for fewer than two real records or no synthetic ones.
 */
export function alphaPrecisionBetaRecall(real: MixedPoints, synthetic: MixedPoints): SupportScores {
  const realOut = centreDistances(real, real);
  const syntheticOut = centreDistances(synthetic, real);
  const { places, squares } = nearestOf(real, synthetic);
  const apart = neighbourRadii(real, 1);
  const ownCentre = centreDistances(synthetic, synthetic);
  const nearestOut = Float64Array.from(places, (place) => ownCentre[place]!);
  const close = squares.map((square, i) => Number(square <= apart[i]!));
  return {
    alphaPrecision: score((level) => {
      const radius = quantile(realOut, level);
      return shareOf(syntheticOut, (distance) => distance <= radius);
    }),
    betaRecall: score((level) => {
      const radius = quantile(nearestOut, level);
      return shareOf(nearestOut, (distance, i) => close[i] === 1 && distance <= radius);
    }),
  };
}

/** How closely a curve follows the diagonal. */
function score(curve: (level: number) => number): number {
  let off = 0;
  let whole = 0;
  for (const level of LEVELS) {
    off += Math.abs(level - curve(level));
    whole += level;
  }
  return Math.max(0, 1 - off / whole);
}

function shareOf(values: Float64Array, holds: (value: number, i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i]!, i)) count++;
  return count / values.length;
}
