import { normalQuantile } from "../../math/normalQuantile.ts";

/**
 * The k for which, with probability `confidence`, at least the share `coverage` of a normal distribution lies above mean - k deviations of `count` values:
 * Natrella's approximation (NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.3). Throws RangeError where it has no solution: too few values.
 */
export function toleranceFactor(coverage: number, confidence: number, count: number): number {
  const cover = normalQuantile(coverage);
  const sure = normalQuantile(confidence);
  const a = 1 - sure ** 2 / (2 * (count - 1));
  const b = cover ** 2 - sure ** 2 / count;
  const square = cover ** 2 - a * b;
  if (!(a > 0 && square >= 0)) throw new RangeError("too few values for a tolerance limit");
  return (cover + Math.sqrt(square)) / a;
}
