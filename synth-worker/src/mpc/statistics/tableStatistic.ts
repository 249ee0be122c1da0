import type { StatisticRequest, StatisticsOrderSpec } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
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
  /** Columns and the names of their cells, rows of the table first. */
  readonly sides: readonly { readonly column: string; readonly labels: readonly string[] }[];
};

/**
 * Counts of the cohort's records, by none, one or two columns. One patient, who has one record, is in one cell: squared sensitivity 1.
 * An aggregate has its small cells suppressed (suppressCells), after the nodes have opened the exact ones.
 */
export function tableStatistic(
  request: Extract<StatisticRequest, { statistic: "table" }>,
  { cohort, release, rhoMicro }: Pick<StatisticsOrderSpec, "cohort" | "release" | "rhoMicro">,
): Statistic<TableParameters, TableResult> {
  const sides = request.by.map((side) => ({ column: side.column, labels: dimensionLabels(side) }));
  // A single side is one row of cells.
  const columns = sides.at(-1)?.labels.length ?? 1;
  const rows = sides.length === 2 ? sides[0]!.labels.length : 1;
  const noise = release.kind === "private" ? roundNoise(BigInt(rhoMicro), 1, 1n) : null;
  /** The cell of a row; -1: it has none, because the table leaves out what is missing. */
  const cellReader = (table: MixedTable) => {
    const readers = request.by.map((side) => {
      const read = dimensionReader(table, side);
      const otherwise = side.missing ? dimensionLabels(side).length - 1 : -1;
      return (row: number) => (read(row) < 0 ? otherwise : read(row));
    });
    return (row: number) => {
      let cell = 0;
      for (const [s, read] of readers.entries()) {
        const place = read(row);
        if (place < 0) return -1;
        cell = cell * sides[s]!.labels.length + place;
      }
      return cell;
    };
  };
  return afterCohortCheck<{ readonly stage: "table" }, TableResult>(
    release,
    {
      count(table) {
        const cellOf = cellReader(table);
        const records = cohortRows(table, cohort).filter((row) => cellOf(row) >= 0).length;
        return { records, groups: [] };
      },
    },
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
        const cellOf = cellReader(table);
        const counts = new Float64Array(rows * columns);
        for (const row of cohortRows(table, cohort)) {
          const cell = cellOf(row);
          if (cell >= 0) counts[cell]! += 1;
        }
        return counts;
      },
      combine(_, sums) {
        const shown =
          release.kind === "private"
            ? withTotals(sums, rows, columns)
            : suppressCells(sums, rows, columns, release.minCell);
        const privacy = privacyLabel({ release, rhoMicro }, noise);
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
