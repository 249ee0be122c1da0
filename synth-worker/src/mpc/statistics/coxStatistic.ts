import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import { coxLikelihood } from "../../math/coxLikelihood.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { orderByTime } from "../../math/orderByTime.ts";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { levelReader } from "./levelReader.ts";
import { modelRecords } from "./modelRecords.ts";
import { type ModelResult, modelResult } from "./modelResult.ts";
import { type NewtonParameters, newtonStatistic } from "./newtonStatistic.ts";
import { numberReader } from "./numberReader.ts";
import type { Statistic } from "./statistic.ts";
import { termGroups } from "./termGroups.ts";
import { termName } from "./termReader.ts";

export type CoxParameters = NewtonParameters | CohortParameters;
/** Coefficients are log hazard ratios. */
export type CoxResult = ModelResult & { readonly statistic: "cox"; readonly ties: "efron" | "breslow" };

/**
 * Cox regression stratified by hospital, ties after Efron or Breslow, on the records in which nothing is missing. With a baseline hazard of its
 * own for every hospital, the log partial likelihood is the sum of the hospitals' (Cox 1972; Kalbfleisch and Prentice 2002, section 4.4), so
 * this is exactly the stratified fit of all records together: no record is ever compared with one of another hospital. A time below 0 counts
 * as 0.
 */
export function coxStatistic(
  request: Extract<StatisticRequest, { statistic: "cox" }>,
  {
    cohort,
    release,
    precision,
    datasetIds,
  }: Pick<StatisticsOrderSpec, "cohort" | "release" | "precision" | "datasetIds">,
): Statistic<CoxParameters, CoxResult> {
  const { time, event, terms, ties } = request;
  const recordsOf = (table: MixedTable) =>
    modelRecords(table, cohort, terms, [numberReader(table, time), levelReader(table, event)]);
  const { groups, sizesOf } = termGroups(terms);
  const names = terms.map(termName);
  return afterCohortCheck<NewtonParameters, CoxResult>(
    release,
    {
      count(table) {
        const records = recordsOf(table);
        const events = records.outcomes[1]!;
        return {
          records: events.length,
          groups: [events.reduce((sum, each) => sum + each, 0), ...sizesOf(records)],
        };
      },
      groups: [{ name: termName(event), both: false }, ...groups],
      coefficients: terms.length,
    },
    newtonStatistic({
      what: "partial likelihood and its derivatives",
      names,
      fractionBits: precision.fractionBits,
      hospitals: datasetIds.length,
      part(table, coefficients) {
        const { columns, outcomes } = recordsOf(table);
        const times = outcomes[0]!.map((each) => Math.max(0, each));
        const events = Uint8Array.from(outcomes[1]!);
        const order = orderByTime(times, events);
        const likelihood = coxLikelihood(
          {
            times: Float64Array.from(order, (record) => times[record]!),
            events: Uint8Array.from(order, (record) => events[record]!),
            covariates: columns.map((column) => Float64Array.from(order, (record) => column[record]!)),
            efron: ties === "efron",
          },
          coefficients,
        );
        return { ...likelihood, records: events.length, events: events.reduce((sum, each) => sum + each, 0) };
      },
      resultOf: (fit) => ({ statistic: "cox", ties, ...modelResult(fit, terms, 0) }),
    }),
  );
}
