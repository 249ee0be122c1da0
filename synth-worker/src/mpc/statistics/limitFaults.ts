import type { StatisticFigures, StatisticsOrderSpec } from "@symbolon/protocol";

/**
 * In what the figures of an aggregate do not keep to the order's limits, in words without figures; empty when they do. Only what is shown is
 * looked at, so whoever has the result can ask. Whether suppressed counts could be worked out from the shown ones is suppressCells' business.
 * A private release has no such limits.
 */
export function limitFaults(
  { release, datasetIds }: Pick<StatisticsOrderSpec, "release" | "datasetIds">,
  figures: StatisticFigures,
): string[] {
  const isPrivate = figures.privacy.label === "private";
  if (isPrivate !== (release.kind === "private")) return ["the figures have another label than the order"];
  if (release.kind === "private") return [];
  const { minCell, minRecords, minHospitals } = release;
  const faults = new Set<string>();
  const atLeast = (least: number, value: number | null, fault: string) => {
    if (value !== null && !(value >= least)) faults.add(fault);
  };
  if (datasetIds.length < minHospitals) faults.add("there are too few hospitals");
  switch (figures.statistic) {
    case "table": {
      const { counts, rowTotals, columnTotals, total } = figures;
      for (const count of [...counts, ...rowTotals, ...columnTotals, total])
        atLeast(minCell, count, "a small count is shown");
      break;
    }
    case "means":
      for (const { records } of figures.columns) atLeast(minRecords, records, "a mean is of too few records");
      break;
    case "quantiles":
      for (const { from, to, estimate } of figures.quantiles)
        if (!(from <= estimate && estimate <= to)) faults.add("an estimate is outside its bracket");
      break;
    case "kaplan-meier":
      for (const { times, survival } of figures.curves)
        if (times.length !== survival.length || survival.some((each, i) => i > 0 && each > survival[i - 1]!))
          faults.add("a curve rises");
      break;
    case "logistic":
    case "cox": {
      const { records, events, terms } = figures;
      atLeast(minRecords, records, "the fit is of too few records");
      atLeast(minCell, events, "the fit is of too few events");
      const coefficients = terms.length + Number(figures.statistic === "logistic");
      atLeast(3 * coefficients, records, "the fit has too many terms");
    }
  }
  return [...faults];
}
