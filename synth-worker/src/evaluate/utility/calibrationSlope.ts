import { fitLogit } from "../learners/fitLogit.ts";
import { meanAndDeviation } from "./meanAndDeviation.ts";

/** Log-odds that differ by less differ by rounding only: a model that learned nothing gives every record the same. */
const LEAST_SPREAD = 1e-6;

/**
 * Slope of the logistic regression of outcomes on predicted log-odds (Cox 1958, "Two further applications of a model for binary regression"):
 * 1 is right, below 1 the predictions are too extreme. null where it does not exist: one outcome only, equal scores, or scores that
 * part the outcomes without overlap. Throws RangeError for as many outcomes as there are not scores.
 */
export function calibrationSlope(logOdds: Float64Array, positive: Uint8Array): number | null {
  const rows = logOdds.length;
  if (positive.length !== rows) throw new RangeError(`${rows} scores with ${positive.length} outcomes`);
  const lowest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const highest = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows; i++) {
    const outcome = positive[i]!;
    lowest[outcome] = Math.min(lowest[outcome]!, logOdds[i]!);
    highest[outcome] = Math.max(highest[outcome]!, logOdds[i]!);
  }
  const overlap = Math.min(highest[0]! - lowest[1]!, highest[1]! - lowest[0]!);
  if (!(overlap > LEAST_SPREAD)) return null;
  const { mean, deviation } = meanAndDeviation(logOdds);
  const lines = {
    rows,
    size: 2,
    indices: [new Int32Array(rows), new Int32Array(rows).fill(1)],
    values: [null, logOdds.map((score) => (score - mean) / deviation)],
  };
  return fitLogit(lines, positive, { ridge: 0, maxSteps: 100 }).weights[1]! / deviation;
}
