import type { MixedTable } from "../../math/mixedTable.ts";

/** A table's cells as numbers, column by column; missing cells are NaN, of categories too. */
export function numericCells(table: MixedTable): Float64Array[] {
  return table.columns.map((column) =>
    column.kind === "number"
      ? column.values
      : Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code)),
  );
}
