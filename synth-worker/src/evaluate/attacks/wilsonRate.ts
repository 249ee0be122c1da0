import { normalQuantile } from "../../math/normalQuantile.ts";
import type { Interval } from "../interval.ts";

/**
 * A success rate with Wilson's limits (JASA 22, 1927): value = (s + z^2/2) / (n + z^2), the middle of the score interval, as Anonymeter
 * (Giomi et al., PoPETs 2023) reports it; never 0 or 1, limits within [0, 1]. `confidence` is two-sided.
 * Throws RangeError unless 0 <= successes <= trials, whole numbers, trials >= 1, and 0 < confidence < 1.
 */
export function wilsonRate(successes: number, trials: number, confidence = 0.95): Interval {
  if (
    !Number.isInteger(successes) ||
    !Number.isInteger(trials) ||
    trials < 1 ||
    !(successes >= 0 && successes <= trials)
  )
    throw new RangeError(`${successes} of ${trials} is no rate`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError("confidence lies between 0 and 1");
  const z = normalQuantile((1 + confidence) / 2);
  const total = trials + z * z;
  const value = (successes + (z * z) / 2) / total;
  const error = (z / total) * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4);
  return { value, low: Math.max(0, value - error), high: Math.min(1, value + error) };
}
