import type { EncodedTable } from "./encodedTable.ts";

/** The columns at these places, in this order. */
export function selectColumns(
  { sizes, rows, columns }: EncodedTable,
  places: readonly number[],
): EncodedTable {
  return { sizes: places.map((i) => sizes[i]!), rows, columns: places.map((i) => columns[i]!) };
}
