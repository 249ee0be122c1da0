import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { type RowSource, walkRows } from "../history/walkRows.ts";
import { parentLevels } from "./parentLevels.ts";
import type { TableCoding } from "./recordsCoding.ts";
import type { RowTableCoding } from "./rowCoding.ts";

/** What rows are encoded with: the patients' fine levels (context columns), and the parent's rows with their coding. */
export type RowsAbove = {
  readonly patientLevels: readonly EncodedTable["columns"][number][];
  readonly patientSizes: readonly number[];
  readonly parent: { readonly rows: MixedTable; readonly coding: TableCoding } | null;
};

/** Rows as fine levels for the tables `when` and `what` (see rowCoding): patient's levels, parent's levels, past, then what is drawn. */
export function encodeRows(
  source: RowSource,
  { layout, when, what }: TableCoding,
  { patientLevels, patientSizes, parent }: RowsAbove,
): { readonly when: EncodedTable; readonly what: EncodedTable | null } {
  const { owner, parent: parents } = source.table;
  const rows = owner.length;
  const visits = parent === null ? [] : parentLevels(parent.rows, parent.coding);
  const visitSizes = parent === null ? [] : parent.coding.coders.map(({ size }) => size);
  const above = [
    ...patientLevels.map((levels) => Uint16Array.from(owner, (patient) => levels[patient]!)),
    ...visits.map((levels) => Uint16Array.from(parents!, (visit) => levels[visit]!)),
  ];
  const start = ({ columns }: RowTableCoding) => columns.map(() => new Uint16Array(rows));
  const whenCells = start(when);
  const whatCells = what === null ? [] : start(what);
  walkRows(source, layout, (row, cells, isFirst) => {
    when.columns.forEach(({ levelOf }, c) => {
      whenCells[c]![row] = levelOf(cells, isFirst);
    });
    what?.columns.forEach(({ levelOf }, c) => {
      whatCells[c]![row] = levelOf(cells, isFirst);
    });
  });
  const table = ({ columns }: RowTableCoding, own: Uint16Array[]): EncodedTable => ({
    sizes: [...patientSizes, ...visitSizes, ...columns.map(({ size }) => size)],
    rows,
    columns: [...above, ...own],
  });
  return { when: table(when, whenCells), what: what === null ? null : table(what, whatCells) };
}
