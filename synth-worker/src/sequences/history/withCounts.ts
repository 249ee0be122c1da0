import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";

/** A table with whole numbers as further columns: how many rows hang on each of its rows. */
export function withCounts(
  table: MixedTable,
  counts: readonly { readonly name: string; readonly values: Float64Array }[],
): MixedTable {
  const columns = counts.map(
    ({ name, values }): MixedColumn => ({ name, kind: "number", values, decimals: 0 }),
  );
  return { rows: table.rows, columns: [...table.columns, ...columns] };
}
