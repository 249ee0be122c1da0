import type { MixedColumn } from "../../math/mixedTable.ts";

/** Whether a record has no value in this column. */
export function isMissing(column: MixedColumn, row: number): boolean {
  return column.kind === "number" ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
}
