import { SymbolonError } from "../errors/SymbolonError.ts";
import { COUNT_FLOOR } from "./request/statisticalAnswer.ts";

/** How many persons an answer says there are: `fewerThan` k, or about `count`, a multiple of `roundedTo`. */
export type FeasibilityCount =
  | { readonly k: number; readonly roundedTo: number; readonly count: number }
  | { readonly k: number; readonly roundedTo: number; readonly fewerThan: number };

/** Smallest group shown unless a holder asks for more. There is no number in EU law. */
export const DEFAULT_COUNT_K = 10;

/**
 * The answer to "how many would there be?" before anybody applies: nothing but "fewer than k" below k, and above it the count rounded to the
 * nearest multiple of k (halves up), never below k. The same cohort always gives the same answer, so asking again averages nothing out.
 *
 * Limit: rounding without noise is no differential privacy. Two cohorts that differ in one person give different answers exactly when they
 * lie on two sides of a rounding boundary, so who can ask for many overlapping cohorts can find the boundary. Hence the quota on distinct
 * questions (gateway/src/permits/feasibility) and whole bins only; who needs more than an order of magnitude asks for a private statistic.
 * Throws E1006 for k below the floor of 5, RangeError for what is no count.
 */
export function feasibilityCount(exact: number, k: number = DEFAULT_COUNT_K): FeasibilityCount {
  if (!Number.isSafeInteger(exact) || exact < 0) throw new RangeError(`${exact} is no count`);
  if (!Number.isInteger(k) || k < COUNT_FLOOR)
    throw new SymbolonError("E1006", {
      document: "feasibility question",
      reason: `k is a whole number of at least ${COUNT_FLOOR}`,
    });
  if (exact < k) return { k, roundedTo: k, fewerThan: k };
  return { k, roundedTo: k, count: Math.floor((exact + k / 2) / k) * k };
}
