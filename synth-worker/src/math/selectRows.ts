import type { EncodedTable } from "./encodedTable.ts";

/** The records whose flag is 1, in order, as a table of their own. */
export function selectRows(table: EncodedTable, flags: Uint8Array): EncodedTable {
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (flags[row] === 1) rows.push(row);
  return {
    sizes: table.sizes,
    rows: rows.length,
    columns: table.columns.map((column) => Int32Array.from(rows, (row) => column[row]!)),
  };
}
