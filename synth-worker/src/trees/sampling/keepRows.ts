import type { MixedTable } from "../../math/mixedTable.ts";

/** The first `most` rows that pass the test, in their order. */
export function keepRows(table: MixedTable, test: (row: number) => boolean, most: number): MixedTable {
  const kept: number[] = [];
  for (let row = 0; row < table.rows && kept.length < most; row++) if (test(row)) kept.push(row);
  return {
    rows: kept.length,
    columns: table.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: Float64Array.from(kept, (row) => column.values[row]!) }
        : { ...column, codes: Int32Array.from(kept, (row) => column.codes[row]!) },
    ),
  };
}
