import type { StatisticFigures } from "../messages/statisticsResult.ts";

/** A cell: words, a number, or null for what is suppressed or not given. */
export type StatisticCell = string | number | null;
/** Figures as a reader sees them. */
export type StatisticTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly StatisticCell[])[];
  /** What belongs below it, where there is something. */
  readonly notes: readonly string[];
};

/** The figures of a statistic as one table, the first column naming the rows; for a page as for a terminal. */
export function statisticTable(figures: StatisticFigures): StatisticTable {
  switch (figures.statistic) {
    case "table":
      return crossTable(figures);
    case "means":
      return {
        head: ["Variable", "Records", "Mean", "Variance"],
        rows: figures.columns.map(({ column, records, mean, variance }) => [column, records, mean, variance]),
        notes: [],
      };
    case "quantiles":
      return {
        head: ["Share of records", "From", "To", "Estimate"],
        rows: figures.quantiles.map(({ probability, from, to, estimate }) => [
          probability,
          from,
          to,
          estimate,
        ]),
        notes: ["The quantile lies between the two ends."],
      };
    case "kaplan-meier":
      return {
        head: ["Group", "Time", "Survival", "Standard error"],
        rows: figures.curves.flatMap(({ level, times, survival, standardErrors }) =>
          times.map((time, i) => [level ?? "all", time, survival[i]!, standardErrors?.[i] ?? null]),
        ),
        notes: [],
      };
    case "logistic":
    case "cox": {
      const { terms, records, events, logLikelihood, nullLogLikelihood } = figures;
      const ratioOf = (coefficient: number | null) => (coefficient === null ? null : Math.exp(coefficient));
      return {
        head: [
          "Term",
          "Coefficient",
          "Standard error",
          figures.statistic === "cox" ? "Hazard ratio" : "Odds ratio",
        ],
        rows: [
          ...(figures.statistic === "logistic" ? [["(intercept)", figures.intercept, "", ""]] : []),
          ...terms.map(({ term, coefficient, standardError }) => [
            term,
            coefficient,
            standardError,
            ratioOf(coefficient),
          ]),
        ],
        notes: [
          `${records} records, ${events} events. Log-likelihood ${logLikelihood.toFixed(3)}, without terms ${nullLogLikelihood.toFixed(3)}.`,
        ],
      };
    }
  }
}

function crossTable({
  sides,
  counts,
  rowTotals,
  columnTotals,
  total,
}: Extract<StatisticFigures, { statistic: "table" }>): StatisticTable {
  const columns = sides.at(-1);
  if (columns === undefined) return { head: ["", "Records"], rows: [["cohort", total]], notes: [] };
  const width = columns.labels.length;
  if (sides.length === 1)
    return {
      head: [columns.column, "Records"],
      rows: [...columns.labels.map((label, i) => [label, counts[i]!]), ["total", total]],
      notes: [],
    };
  const [side] = sides;
  return {
    head: [`${side!.column} by ${columns.column}`, ...columns.labels, "total"],
    rows: [
      ...side!.labels.map((label, i) => [
        label,
        ...counts.slice(i * width, (i + 1) * width),
        rowTotals[i] ?? null,
      ]),
      ["total", ...columnTotals, total],
    ],
    notes: [],
  };
}
