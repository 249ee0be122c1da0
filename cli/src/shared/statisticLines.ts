import type { StatisticFigures } from "@symbolon/protocol";

const HIDDEN = "(suppressed)";

/** The figures of a statistic as lines for a terminal; what is suppressed or not given is said. */
export function statisticLines(figures: StatisticFigures): string[] {
  return [privacyLine(figures), ...bodyLines(figures)];
}

function privacyLine({ privacy }: StatisticFigures): string {
  return privacy.label === "private"
    ? `private: epsilon ${privacy.epsilon}, delta ${privacy.delta}; noise of standard deviation ${numberText(privacy.noiseDeviation)} in every opened sum`
    : privacy.label;
}

function bodyLines(figures: StatisticFigures): string[] {
  switch (figures.statistic) {
    case "table": {
      const { sides, counts, rowTotals, columnTotals, total } = figures;
      const columns = sides.at(-1)?.labels ?? [];
      const rows = sides.length === 2 ? sides[0]!.labels : [""];
      if (columns.length === 0) return [`records  ${numberText(total)}`];
      const width = columns.length;
      const lines = [
        ["", ...columns, "total"],
        ...rows.map((label, i) => [
          label,
          ...counts.slice(i * width, (i + 1) * width).map(numberText),
          numberText(rowTotals[i] ?? null),
        ]),
        ...(rows.length > 1 ? [["total", ...columnTotals.map(numberText), numberText(total)]] : []),
      ];
      return aligned(lines);
    }
    case "means":
      return aligned([
        ["", "records", "mean", "variance"],
        ...figures.columns.map(({ column, records, mean, variance }) => [
          column,
          ...[records, mean, variance].map(numberText),
        ]),
      ]);
    case "quantiles":
      return aligned([
        ["share", "from", "to", "estimate"],
        ...figures.quantiles.map(({ probability, from, to, estimate }) =>
          [probability, from, to, estimate].map(numberText),
        ),
      ]);
    case "kaplan-meier":
      return aligned([
        ["", "time", "survival", "standard error"],
        ...figures.curves.flatMap(({ level, times, survival, standardErrors }) =>
          times.map((time, i) => [
            level ?? "",
            ...[time, survival[i]!, standardErrors?.[i] ?? null].map(numberText),
          ]),
        ),
      ]);
    case "logistic":
    case "cox": {
      const ratio = figures.statistic === "cox" ? "hazard ratio" : "odds ratio";
      return [
        ...aligned([
          ["", "coefficient", "standard error", ratio],
          ...(figures.statistic === "logistic"
            ? [["(intercept)", numberText(figures.intercept), "", ""]]
            : []),
          ...figures.terms.map(({ term, coefficient, standardError }) => [
            term,
            ...[coefficient, standardError, coefficient === null ? null : Math.exp(coefficient)].map(
              numberText,
            ),
          ]),
        ]),
        `${figures.records} records, ${figures.events} events, log-likelihood ${numberText(figures.logLikelihood)} (without terms ${numberText(figures.nullLogLikelihood)})`,
      ];
    }
  }
}

function numberText(value: number | null): string {
  if (value === null) return HIDDEN;
  return Number.isInteger(value) ? String(value) : Number(value.toPrecision(6)).toString();
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}
