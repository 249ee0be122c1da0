import type { MixedTable } from "../../math/mixedTable.ts";

/** The values of a number column by name. Throws RangeError when the table has no such column. */
export function numberCells(table: MixedTable, name: string): Float64Array {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "number") throw new RangeError(`there is no number column ${name}`);
  return column.values;
}
