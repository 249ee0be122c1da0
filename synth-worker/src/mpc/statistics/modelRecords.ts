import type { CohortCondition, StatisticTerm } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { cohortRows } from "./cohortRows.ts";
import { termReader } from "./termReader.ts";

/** A hospital's records that a model can use: columns[j][i] is the scaled term j of record i, outcomes[k][i] the k-th outcome. */
export type ModelRecords = { readonly columns: Float64Array[]; readonly outcomes: Float64Array[] };

/** The records of the cohort in which no term and no outcome is missing. `outcomes` read one outcome of a row each, NaN when it is missing. */
export function modelRecords(
  table: MixedTable,
  cohort: readonly CohortCondition[] | undefined,
  terms: readonly StatisticTerm[],
  outcomes: readonly ((row: number) => number)[],
): ModelRecords {
  const readers = terms.map((term) => termReader(table, term));
  const all = [...readers, ...outcomes];
  const rows = cohortRows(table, cohort).filter((row) => all.every((read) => !Number.isNaN(read(row))));
  return {
    columns: readers.map((read) => Float64Array.from(rows, read)),
    outcomes: outcomes.map((read) => Float64Array.from(rows, read)),
  };
}
