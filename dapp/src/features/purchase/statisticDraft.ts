import type { DatasetSchema, StatisticRequest } from "@symbolon/protocol";

/** The question of a statistic while the form is being filled in. Parts that a kind of statistic does not use are kept for when the kind changes back. */
export type StatisticDraft = {
  readonly statistic: StatisticRequest["statistic"];
  /** Figures with noise and a proof, or exact ones of many patients without. */
  readonly release: "private" | "aggregate";
  /** Table: its sides. Means and quantiles: the numbers. Regressions: the explaining variables. */
  readonly columns: readonly string[];
  /** Column of the time to an event. */
  readonly time: string;
  /** The event of a survival curve or Cox regression, the outcome of a logistic one. */
  readonly event: { readonly column: string; readonly level: string };
  /** Column whose levels have a survival curve each; empty: one curve for all. */
  readonly group: string;
};

/** Statistics with a bound on what one patient adds, which may be released as private (statisticsOrderSpec). */
export const PRIVATE_STATISTICS: readonly StatisticRequest["statistic"][] = [
  "table",
  "means",
  "quantiles",
  "kaplan-meier",
];

/** A question that any schema can answer: how many there are. */
export const DEFAULT_STATISTIC: StatisticDraft = {
  statistic: "table",
  release: "private",
  columns: [],
  time: "",
  event: { column: "", level: "" },
  group: "",
};

/** The draft with another kind of statistic: figures that no proof covers become an aggregate, and columns that the kind cannot use are dropped. */
export function withStatistic(
  draft: StatisticDraft,
  statistic: StatisticDraft["statistic"],
  schema: DatasetSchema,
): StatisticDraft {
  const isNumeric = (name: string) =>
    schema.columns.some((column) => column.name === name && column.kind === "numeric");
  const most = MOST_COLUMNS[statistic];
  const usable = statistic === "means" || statistic === "quantiles" ? isNumeric : () => true;
  return {
    ...draft,
    statistic,
    release: PRIVATE_STATISTICS.includes(statistic) ? draft.release : "aggregate",
    columns: draft.columns.filter(usable).slice(0, most),
  };
}

/** Most columns that a kind of statistic takes: sides of a table, numbers, or explaining variables. */
export const MOST_COLUMNS: Record<StatisticDraft["statistic"], number> = {
  table: 2,
  means: 50,
  quantiles: 1,
  "kaplan-meier": 0,
  logistic: 30,
  cox: 30,
};
