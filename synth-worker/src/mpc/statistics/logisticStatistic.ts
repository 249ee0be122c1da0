import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog1p } from "../../math/deterministicLog1p.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { levelReader } from "./levelReader.ts";
import { modelRecords } from "./modelRecords.ts";
import { type ModelResult, modelResult } from "./modelResult.ts";
import { type LikelihoodPart, type NewtonParameters, newtonStatistic } from "./newtonStatistic.ts";
import type { Statistic } from "./statistic.ts";
import { termGroups } from "./termGroups.ts";
import { termName, termScale } from "./termReader.ts";

export type LogisticParameters = NewtonParameters | CohortParameters;
export type LogisticResult = ModelResult & {
  readonly statistic: "logistic";
  /** Log odds with every term 0. */
  readonly intercept: number | null;
};

/** Logistic regression with an intercept on the records in which nothing is missing: the fit of all hospitals' records together. */
export function logisticStatistic(
  request: Extract<StatisticRequest, { statistic: "logistic" }>,
  {
    cohort,
    release,
    precision,
    datasetIds,
  }: Pick<StatisticsOrderSpec, "cohort" | "release" | "precision" | "datasetIds">,
): Statistic<LogisticParameters, LogisticResult> {
  const { outcome, terms } = request;
  const recordsOf = (table: MixedTable) => modelRecords(table, cohort, terms, [levelReader(table, outcome)]);
  const { groups, sizesOf } = termGroups(terms);
  return afterCohortCheck<NewtonParameters, LogisticResult>(
    release,
    {
      count(table) {
        const records = recordsOf(table);
        const positive = records.outcomes[0]!;
        return {
          records: positive.length,
          groups: [positive.reduce((sum, each) => sum + each, 0), ...sizesOf(records)],
        };
      },
      groups: [{ name: termName(outcome), both: true }, ...groups],
      coefficients: 1 + terms.length,
    },
    newtonStatistic({
      what: "logistic likelihood and its derivatives",
      names: ["(intercept)", ...terms.map(termName)],
      fractionBits: precision.fractionBits,
      hospitals: datasetIds.length,
      part(table, coefficients) {
        const { columns, outcomes } = recordsOf(table);
        return logisticPart(columns, outcomes[0]!, coefficients);
      },
      resultOf(fit) {
        // Terms were shifted to the middle of their ranges.
        const intercept = terms.reduce((sum: number | null, term, j) => {
          const { middle, half } = termScale(term);
          return sum === null ? null : sum - ((fit.coefficients[1 + j] ?? 0) * middle) / half;
        }, fit.coefficients[0]!);
        return { statistic: "logistic", intercept, ...modelResult(fit, terms, 1) };
      },
    }),
  );
}

/** The log-likelihood of a logistic model and its derivatives; coefficients[0] is the intercept. */
function logisticPart(
  columns: readonly Float64Array[],
  positive: Float64Array,
  coefficients: Float64Array,
): LikelihoodPart {
  const n = positive.length;
  const p = coefficients.length;
  const all = [new Float64Array(n).fill(1), ...columns];
  const scores = new Float64Array(n);
  all.forEach((column, j) => {
    for (let i = 0; i < n; i++) scores[i]! += coefficients[j]! * column[i]!;
  });
  let logLikelihood = 0;
  let events = 0;
  const residuals = new Float64Array(n);
  const curvatures = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const score = scores[i]!;
    const shrunk = deterministicExp(-Math.abs(score));
    const probability = score >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
    logLikelihood += positive[i]! * score - Math.max(score, 0) - deterministicLog1p(shrunk);
    events += positive[i]!;
    residuals[i] = positive[i]! - probability;
    curvatures[i] = probability * (1 - probability);
  }
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  const weighted = new Float64Array(n);
  all.forEach((column, j) => {
    for (let i = 0; i < n; i++) {
      gradient[j]! += residuals[i]! * column[i]!;
      weighted[i] = curvatures[i]! * column[i]!;
    }
    for (let k = 0; k <= j; k++) {
      const other = all[k]!;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weighted[i]! * other[i]!;
      information[j * p + k] = sum;
    }
  });
  return { logLikelihood, gradient, information, records: n, events };
}
