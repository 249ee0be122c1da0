import { concordance } from "./concordance.ts";

/**
 * Harrell's C (Harrell et al., Statistics in Medicine 15, 1996): the share of comparable pairs in which the record with the earlier event has
 * the higher score, ties half; null when no pair can be compared. Arguments and errors as in concordance.
 */
export function harrellC(scores: Float64Array, times: Float64Array, events: Uint8Array): number | null {
  return concordance(scores, times, events).index;
}
