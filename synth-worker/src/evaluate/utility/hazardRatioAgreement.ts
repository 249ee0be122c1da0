import type { EvaluationReport } from "@symbolon/protocol";
import type { CoxFit } from "./coxRegression.ts";

/** The normal quantile of 0.975. */
const Z95 = 1.959963984540054;

type Hazard = EvaluationReport["utility"]["survival"][number]["hazards"][number];

/**
 * How well log hazard ratios agree term by term. `hazards` holds the terms that both fits estimate; `meanIntervalOverlap` is the mean over
 * them of intervalOverlap; `maxStandardisedDifference` the largest difference in units of the real standard error; `coverage` the share of
 * terms whose synthetic 95 % interval holds the real estimate. All three are null when no term is estimated by both.
 * Throws RangeError when the fits have other terms than `names`.
 */
export function hazardRatioAgreement(
  names: readonly string[],
  real: CoxFit,
  synthetic: CoxFit,
): {
  hazards: Hazard[];
  meanIntervalOverlap: number | null;
  maxStandardisedDifference: number | null;
  coverage: number | null;
} {
  if (names.length !== real.coefficients.length || names.length !== synthetic.coefficients.length)
    throw new RangeError("the two fits do not have these terms");
  const hazards = names.flatMap((term, j): Hazard[] => {
    const own = estimate(real, j);
    const other = estimate(synthetic, j);
    if (own === null || other === null) return [];
    return [
      {
        term,
        real: own,
        synthetic: other,
        intervalOverlap: intervalOverlap(own, other),
        covered: Math.abs(own.logHazardRatio - other.logHazardRatio) <= Z95 * other.standardError,
      },
    ];
  });
  const count = hazards.length;
  if (count === 0)
    return { hazards, meanIntervalOverlap: null, maxStandardisedDifference: null, coverage: null };
  return {
    hazards,
    meanIntervalOverlap: hazards.reduce((sum, each) => sum + each.intervalOverlap, 0) / count,
    maxStandardisedDifference: hazards.reduce(
      (most, { real: own, synthetic: other }) =>
        Math.max(most, Math.abs(own.logHazardRatio - other.logHazardRatio) / own.standardError),
      0,
    ),
    coverage: hazards.filter(({ covered }) => covered).length / count,
  };
}

function estimate(fit: CoxFit, j: number): Hazard["real"] | null {
  const logHazardRatio = fit.coefficients[j] ?? null;
  const standardError = fit.standardErrors[j] ?? null;
  return logHazardRatio === null || standardError === null ? null : { logHazardRatio, standardError };
}

/**
 * Overlap of two 95 % intervals: the length of what they share as a share of each, averaged (Karr et al., The American Statistician 60,
 * 2006): 1 when they are the same, 0 when they share nothing.
 */
function intervalOverlap(a: Hazard["real"], b: Hazard["real"]): number {
  const widthA = 2 * Z95 * a.standardError;
  const widthB = 2 * Z95 * b.standardError;
  const shared =
    Math.min(a.logHazardRatio + widthA / 2, b.logHazardRatio + widthB / 2) -
    Math.max(a.logHazardRatio - widthA / 2, b.logHazardRatio - widthB / 2);
  return Math.max(0, (shared / widthA + shared / widthB) / 2);
}
