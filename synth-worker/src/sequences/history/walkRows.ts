import { firstRows } from "../../math/firstRows.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { RowTable } from "../../math/patientRecords.ts";
import { cellOf } from "./cellOf.ts";
import type { CodeGroups } from "./codeGroups.ts";
import { groupOf } from "./groupOf.ts";
import { RowHistory } from "./rowHistory.ts";
import type { RowLayout } from "./rowLayout.ts";

/** Rows that are learnt from; `above` is the parent table, with the number of rows that hang on each of its rows. */
export type RowSource = {
  readonly table: RowTable;
  readonly patients: MixedTable;
  readonly until: Float64Array | null;
  readonly above: { readonly table: RowTable; readonly counts: Float64Array } | null;
  /** Place of the code among the table's columns; -1: none. */
  readonly code: number;
  readonly groups: CodeGroups;
};

/**
 * Goes through a table's rows, patient after patient, and shows each as the cells of the layout (one array, filled anew for every row). `isFirst`: the
 * gap counts from the patient's day 0.
 */
export function walkRows(
  { table, patients, until, above, code, groups }: RowSource,
  layout: RowLayout,
  show: (row: number, cells: Float64Array, isFirst: boolean) => void,
): void {
  const columns = table.rows.columns;
  const codes = columns[code];
  const values = columns.filter((_, c) => c !== code);
  const history = new RowHistory(layout);
  const { cells, still } = history;
  const starts = firstRows(table.owner, patients.rows);
  const codeAt = (row: number) => (codes?.kind === "category" ? codes.codes[row]! : -1);
  for (let patient = 0; patient < patients.rows; patient++) {
    history.open((column) => cellOf(patients.columns[column]!, patient));
    still.fill(0);
    const [start, end] = [starts[patient]!, starts[patient + 1]!];
    if (above === null) for (let row = start; row < end; row++) still[groupOf(groups, codeAt(row))]!++;
    for (let row = start; row < end; row++) {
      const visit = table.parent?.[row] ?? -1;
      const isNew = row === start || (above !== null && table.parent![row - 1] !== visit);
      if (above !== null && isNew) still[0] = above.counts[visit]!;
      const anchor = isNew ? (above?.table.days[visit] ?? 0) : table.days[row - 1]!;
      history.begin(anchor, until?.[patient] ?? Number.NaN, (column) =>
        cellOf(above!.table.rows.columns[column]!, visit),
      );
      const day = table.days[row]!;
      const level = codeAt(row);
      cells[layout.at.gap] = day - anchor;
      if (layout.at.code !== null) cells[layout.at.code] = level < 0 ? Number.NaN : level;
      history.recall(level, day);
      values.forEach((column, v) => {
        cells[layout.at.values + v] = cellOf(column, row);
      });
      show(row, cells, isNew && above === null);
      history.push(level, day, groupOf(groups, level));
    }
  }
}
