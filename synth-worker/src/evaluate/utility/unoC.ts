import { concordance } from "./concordance.ts";
import { uncensoredBefore } from "./uncensoredBefore.ts";

/** Events count up to the time by which nine in ten records would have been censored: later weights are 100 and more. */
const LEAST_UNCENSORED = 0.1;

/**
 * Uno's C (Uno et al., Statistics in Medicine 30, 2011): Harrell's C with every event weighted by the inverse square of the probability of
 * still being followed at its time, so that it does not depend on the censoring; events at `tau` or later are left out. Without `tau`, events
 * are left out once that probability is below 0.1. null when no pair can be compared. Arguments and errors as in concordance.
 */
export function unoC(
  scores: Float64Array,
  times: Float64Array,
  events: Uint8Array,
  { tau }: { readonly tau?: number } = {},
): number | null {
  const followed = uncensoredBefore(times, events);
  const weights = followed.map((share, i) => {
    const counts = tau === undefined ? share >= LEAST_UNCENSORED : times[i]! < tau && share > 0;
    return counts ? 1 / (share * share) : 0;
  });
  return concordance(scores, times, events, weights).index;
}
