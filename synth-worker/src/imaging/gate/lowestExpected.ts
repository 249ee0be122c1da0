import { toleranceFactor } from "./toleranceFactor.ts";

/** Confidence of the tolerance limit below. */
const CONFIDENCE = 0.9;

/**
 * What at most a share of values like these lies below. With 1 / share values or more their own quantile (the value of rank floor(share x count), from 0). With
 * fewer, that is just the least of them, which more values would undercut: then, where it is smaller, the lower one-sided tolerance limit at 90 %
 * confidence of a normal distribution of their logarithms (toleranceFactor), of which only `groups` are independent: images of one patient are alike.
 * Values below 1e-6 count as 1e-6. Throws RangeError for no values or fewer than three groups.
 */
export function lowestExpected(values: Float64Array, share: number, groups: number): number {
  if (values.length === 0 || groups < 3) throw new RangeError("too few values for a limit");
  const place = Math.floor(share * values.length);
  const seen = values.slice().sort()[place]!;
  if (place > 0) return seen;
  const logs = values.map((value) => Math.log(Math.max(1e-6, value)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return Math.min(
    seen,
    Math.exp(mean - toleranceFactor(1 - share, CONFIDENCE, groups) * Math.sqrt(variance)),
  );
}
