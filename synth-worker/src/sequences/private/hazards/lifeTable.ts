import { deterministicLog } from "../../../math/deterministicLog.ts";
import type { OutcomeShape } from "./outcomeShape.ts";

/** Most of those at risk that a bin before the last may end. */
const MOST_ENDING = 0.999;

/**
 * Log cumulative hazards from noisy counts of an outcome's levels, as a life table has them: those at risk in a bin are all who end in it or later.
 * A count below `least`, such as noise makes, counts as that.
 */
export function lifeTable({ events, bins }: OutcomeShape, counts: Float64Array, least: number): Float64Array {
  const held = counts.map((count) => Math.max(count, least));
  const ending = Float64Array.from({ length: bins }, (_, bin) => {
    let sum = 0;
    for (let event = 0; event < events; event++) sum += held[event * bins + bin]!;
    return sum;
  });
  const out = new Float64Array(counts.length);
  let risk = 0;
  for (let bin = bins - 1; bin >= 0; bin--) {
    risk += ending[bin]!;
    const all = bin === bins - 1 ? 1 : -deterministicLog(1 - Math.min(MOST_ENDING, ending[bin]! / risk));
    for (let event = 0; event < events; event++) {
      const level = event * bins + bin;
      out[level] = deterministicLog((all * held[level]!) / ending[bin]!);
    }
  }
  return out;
}
