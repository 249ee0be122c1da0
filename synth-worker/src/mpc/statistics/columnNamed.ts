import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";

/** The column with this name. Throws RangeError when there is none. */
export function columnNamed(table: MixedTable, name: string): MixedColumn {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) throw new RangeError(`there is no column ${name}`);
  return column;
}
