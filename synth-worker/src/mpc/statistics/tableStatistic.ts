import type { StatisticRequest, StatisticsSpec } from "@symbolon/protocol";
import { afterCohortCheck, type CohortParameters } from "./afterCohortCheck.ts";
import { cohortRows } from "./cohortRows.ts";
import { dimensionLabels, dimensionReader } from "./dimensionReader.ts";
import { type PrivacyLabel, privacyLabel } from "./privacyLabel.ts";
import { roundNoise } from "./roundNoise.ts";
import type { Statistic } from "./statistic.ts";
import { type ShownTable, suppressCells } from "./suppressCells.ts";

export type TableParameters = { readonly stage: "table" } | CohortParameters;
/** Counts of an aggregate with null for what is suppressed; of a private release whole numbers with noise, below 0 where the noise is. */
export type TableResult = ShownTable & {
  readonly statistic: "table";
  readonly privacy: PrivacyLabel;
  /** Columns and the names of their cells, rows of the table first; missing cells count as "(missing)". */
  readonly sides: readonly { readonly column: string; readonly labels: readonly string[] }[];
};

/**
 * Counts of the cohort's records, by none, one or two columns. One patient, who has one record, is in one cell: squared sensitivity 1.
 * An aggregate has its small cells suppressed (suppressCells), after the nodes have opened the exact ones.
 */
export function tableStatistic(
  request: Extract<StatisticRequest, { statistic: "table" }>,
  { cohort, release }: Pick<StatisticsSpec, "cohort" | "release">,
): Statistic<TableParameters, TableResult> {
  const sides = request.by.map((side) => ({ column: side.column, labels: dimensionLabels(side) }));
  // A single side is one row of cells.
  const columns = sides.at(-1)?.labels.length ?? 1;
  const rows = sides.length === 2 ? sides[0]!.labels.length : 1;
  const noise = release.kind === "private" ? roundNoise(BigInt(release.rhoMicro), 1, 1n) : null;
  return afterCohortCheck<{ readonly stage: "table" }, TableResult>(
    release,
    { count: (table) => ({ records: cohortRows(table, cohort).length, groups: [] }) },
    {
      start: () => ({
        step: "round",
        plan: {
          what: "cells of the table",
          parameters: { stage: "table" },
          length: rows * columns,
          fractionBits: 0,
          noise,
        },
      }),
      local(table) {
        const readers = request.by.map((side) => dimensionReader(table, side));
        const counts = new Float64Array(rows * columns);
        for (const row of cohortRows(table, cohort)) {
          const cell = readers.reduce((place, read, s) => place * sides[s]!.labels.length + read(row), 0);
          counts[cell]! += 1;
        }
        return counts;
      },
      combine(_, sums) {
        const shown =
          release.kind === "private"
            ? withTotals(sums, rows, columns)
            : suppressCells(sums, rows, columns, release.minCell);
        const privacy = privacyLabel(release, noise);
        return { step: "released", result: { statistic: "table", privacy, sides, ...shown } };
      },
    },
  );
}

function withTotals(counts: Float64Array, rows: number, columns: number): ShownTable {
  const rowTotals = new Array<number>(rows).fill(0);
  const columnTotals = new Array<number>(columns).fill(0);
  counts.forEach((count, i) => {
    rowTotals[Math.floor(i / columns)]! += count;
    columnTotals[i % columns]! += count;
  });
  const total = rowTotals.reduce((sum, each) => sum + each, 0);
  return { counts: Array.from(counts), rowTotals, columnTotals, total };
}
