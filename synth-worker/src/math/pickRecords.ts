import type { MixedTable } from "./mixedTable.ts";

/** The records in the given rows, in that order; a row may come more than once. Throws RangeError for a row that is not there. */
export function pickRecords(table: MixedTable, rows: Int32Array): MixedTable {
  for (const row of rows) if (!(row >= 0 && row < table.rows)) throw new RangeError(`there is no row ${row}`);
  return {
    rows: rows.length,
    columns: table.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
        : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) },
    ),
  };
}
