import type { StatisticRequest } from "../messages/statisticsOrderSpec.ts";

/** A column that a statistic reads, for one level, for several, or for its numbers. */
export type StatisticPart =
  | { readonly column: string; readonly level: string }
  | { readonly column: string; readonly levels: readonly string[] }
  | { readonly column: string };

/** Everything that a statistic reads of a record. */
export function statisticParts(request: StatisticRequest): readonly StatisticPart[] {
  switch (request.statistic) {
    case "table":
      return request.by;
    case "means":
      return request.columns;
    case "quantiles":
      return [{ column: request.column }];
    case "kaplan-meier":
      return [{ column: request.time }, request.event, ...(request.by === undefined ? [] : [request.by])];
    case "logistic":
      return [request.outcome, ...request.terms];
    case "cox":
      return [{ column: request.time }, request.event, ...request.terms];
  }
}
