import type { EncodedTable } from "../../math/encodedTable.ts";

/** TESTS ONLY: the records of all hospitals as one table, as a central engine would have them. */
export function joinTables(tables: readonly EncodedTable[]): EncodedTable {
  const { sizes } = tables[0]!;
  return {
    sizes,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    columns: sizes.map((_, column) =>
      Uint16Array.from(tables.flatMap((table) => [...table.columns[column]!])),
    ),
  };
}
