import type { MixedTable } from "../../math/mixedTable.ts";

/** The place of the column with this name. Throws RangeError when there is none. */
export function columnPlace(table: MixedTable, name: string): number {
  const place = table.columns.findIndex((column) => column.name === name);
  if (place < 0) throw new RangeError(`there is no column ${name}`);
  return place;
}
