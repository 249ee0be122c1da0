import type { Certificate } from "@symbolon/protocol";
import type { HospitalMetrics } from "./evaluateSynthetic.ts";

/** The verdict part of a certificate. */
export type Verdict = Pick<Certificate, "summary" | "passed" | "reasons">;

/**
 * Joins the hospitals' answers into a certificate's summary and verdict.
 *
 * Fidelity and ceiling: means over hospitals, weighted by `weights` (for example the catalogued numbers of records;
 * default: each counts the same). A file made from several hospitals resembles their mixture, so with unlike
 * hospitals these means lie well above the ceilings even when the fit is perfect.
 * Membership: AUCs weighted by their inverse squared interval widths (fixed-effect pooling), judged by the UPPER
 * 95 % limit, so a small hospital cannot pass by being uncertain; and no single hospital's LOWER limit may exceed
 * the threshold, so a leak at one is not averaged away. Exact copies: the worst hospital, shown only.
 * Each threshold that is exceeded gives one reason; no reason means passed. Throws RangeError without answers or
 * when the weights are not one positive number per answer.
 */
export function combineAnswers(
  answers: readonly HospitalMetrics[],
  thresholds: Certificate["thresholds"],
  weights: readonly number[] = answers.map(() => 1),
): Verdict {
  if (answers.length === 0) throw new RangeError("no hospital has answered");
  if (weights.length !== answers.length || !weights.every((weight) => weight > 0)) {
    throw new RangeError("one positive weight per answer is needed");
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (pick: (answer: HospitalMetrics) => number) =>
    rounded(answers.reduce((sum, answer, i) => sum + pick(answer) * weights[i]!, 0) / total);
  const summary = {
    meanTvd1: mean((answer) => answer.meanTvd1),
    meanTvd2: mean((answer) => answer.meanTvd2),
    ceilingTvd1: mean((answer) => answer.ceilingTvd1),
    ceilingTvd2: mean((answer) => answer.ceilingTvd2),
    membershipAuc: pooledAuc(answers),
    exactCopyShare: Math.max(...answers.map((answer) => answer.distances.exactCopyShare)),
  };
  const reasons: string[] = [];
  const judge = (what: string, value: number, limit: number) => {
    // Written so that NaN fails.
    if (!(value <= limit)) reasons.push(`${what} is ${value}, the order allows ${limit}`);
  };
  judge("mean 1-way total variation", summary.meanTvd1, thresholds.maxMeanTvd1);
  judge("mean 2-way total variation", summary.meanTvd2, thresholds.maxMeanTvd2);
  judge("upper 95 % limit of the membership AUC", summary.membershipAuc.high, thresholds.maxMiaAuc);
  const surest = Math.max(...answers.map((answer) => answer.membership.auc.low));
  judge("one hospital's lower 95 % limit of the membership AUC", surest, thresholds.maxMiaAuc);
  return { summary, passed: reasons.length === 0, reasons };
}

function pooledAuc(answers: readonly HospitalMetrics[]): { value: number; low: number; high: number } {
  let weights = 0;
  let sum = 0;
  for (const { membership } of answers) {
    // Half the interval, at least its rounding step: a perfect attack has no width but must not get all the weight.
    const half = Math.max(1e-4, (membership.auc.high - membership.auc.low) / 2);
    weights += 1 / (half * half);
    sum += membership.auc.value / (half * half);
  }
  const value = sum / weights;
  const half = Math.sqrt(1 / weights);
  return {
    value: rounded(value),
    low: rounded(Math.max(0, value - half)),
    high: rounded(Math.min(1, value + half)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
