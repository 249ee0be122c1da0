import type { StatisticsOrderSpec } from "@symbolon/protocol";
import { type CoxParameters, type CoxResult, coxStatistic } from "./coxStatistic.ts";
import {
  type KaplanMeierParameters,
  type KaplanMeierResult,
  kaplanMeierStatistic,
} from "./kaplanMeierStatistic.ts";
import { type LogisticParameters, type LogisticResult, logisticStatistic } from "./logisticStatistic.ts";
import { type MeansParameters, type MeansResult, meansStatistic } from "./meansStatistic.ts";
import { type QuantilesParameters, type QuantilesResult, quantilesStatistic } from "./quantilesStatistic.ts";
import type { Statistic } from "./statistic.ts";
import { type TableParameters, type TableResult, tableStatistic } from "./tableStatistic.ts";

/** Public parameters of a round of any statistic; `stage` tells them apart. */
export type StatisticParameters =
  | TableParameters
  | MeansParameters
  | QuantilesParameters
  | KaplanMeierParameters
  | LogisticParameters
  | CoxParameters;

/** What is released; `statistic` tells the kinds apart. */
export type StatisticResult =
  | TableResult
  | MeansResult
  | QuantilesResult
  | KaplanMeierResult
  | LogisticResult
  | CoxResult;

/** The rounds that an order asks for. Throws RangeError when a private order's budget is too small for a round. */
export function statisticOf(spec: StatisticsOrderSpec): Statistic<StatisticParameters, StatisticResult> {
  const { request } = spec;
  switch (request.statistic) {
    case "table":
      return tableStatistic(request, spec);
    case "means":
      return meansStatistic(request, spec);
    case "quantiles":
      return quantilesStatistic(request, spec);
    case "kaplan-meier":
      return kaplanMeierStatistic(request, spec);
    case "logistic":
      return logisticStatistic(request, spec);
    case "cox":
      return coxStatistic(request, spec);
  }
}
