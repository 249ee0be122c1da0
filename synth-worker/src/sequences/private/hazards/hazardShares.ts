import { deterministicExp } from "../../../math/deterministicExp.ts";
import type { OutcomeShape } from "./outcomeShape.ts";

/** Below this cumulative hazard differences of nearly equal numbers are taken from their series. */
const SMALL = 1e-4;

/**
 * P(outcome) of somebody with the cumulative hazards exp(logHazards[event x bins + bin]), and how it moves with them: hazards of all events compete and are
 * constant within a bin; the last bin ends everybody (Kalbfleisch and Prentice 2002, chapter 8, on a grid). Written into `shares`, one per
 * level, and `slopes`, row-major: derivative of the log share of `level` by log hazard `parameter`.
 */
export function hazardShares(
  { events, bins }: OutcomeShape,
  logHazards: Float64Array,
  shares: Float64Array,
  slopes: Float64Array,
): void {
  const levels = events * bins;
  const hazards = logHazards.map(deterministicExp);
  slopes.fill(0);
  let alive = 1;
  for (let bin = 0; bin < bins; bin++) {
    let all = 0;
    for (let event = 0; event < events; event++) all += hazards[event * bins + bin]!;
    const isLast = bin === bins - 1;
    const stays = isLast ? 0 : deterministicExp(-all);
    // P(end in the bin) / all, and the derivative of its logarithm by `all`.
    const rate = isLast ? 1 / all : all < SMALL ? 1 - all / 2 : (1 - stays) / all;
    const bend = isLast ? -1 / all : all < SMALL ? -0.5 + all / 12 : stays / (1 - stays) - 1 / all;
    for (let event = 0; event < events; event++) {
      const level = event * bins + bin;
      shares[level] = alive * rate * hazards[level]!;
      for (let other = 0; other < events; other++) {
        const row = level * levels + other * bins;
        for (let before = 0; before < bin; before++) slopes[row + before] = -hazards[other * bins + before]!;
        slopes[row + bin] = hazards[other * bins + bin]! * bend + Number(other === event);
      }
    }
    alive *= stays;
  }
}
