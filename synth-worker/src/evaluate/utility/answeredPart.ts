import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { columnPlace } from "./columnPlace.ts";
import { isMissing } from "./isMissing.ts";

/** The records of a table that have a target: their rows in it, the target, and the columns it is to be predicted from. */
export type AnsweredPart = {
  readonly rows: Int32Array;
  readonly answers: MixedColumn;
  readonly features: MixedTable;
};

/** Parts a table into target and features (all columns but the target and those in `without`). Throws RangeError for no such column. */
export function answeredPart(table: MixedTable, target: string, without: readonly string[]): AnsweredPart {
  const place = columnPlace(table, target);
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => !isMissing(table.columns[place]!, row),
  );
  const { columns } = pickRecords(table, rows);
  const features = columns.filter(({ name }) => name !== target && !without.includes(name));
  return { rows, answers: columns[place]!, features: { rows: rows.length, columns: features } };
}
