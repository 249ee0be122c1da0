import type { MixedTable } from "../../math/mixedTable.ts";

/** The table with only the given columns, in that order. Throws RangeError for a column that is not there. */
export function pickColumns(table: MixedTable, columns: readonly number[]): MixedTable {
  return {
    rows: table.rows,
    columns: columns.map((place) => {
      const column = table.columns[place];
      if (column === undefined) throw new RangeError(`there is no column ${place}`);
      return column;
    }),
  };
}
