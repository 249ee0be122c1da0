import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";

/** A category column by name. Throws RangeError when the table has no such column. */
export function categoryCells(
  table: MixedTable,
  name: string,
): Extract<MixedColumn, { readonly kind: "category" }> {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "category") throw new RangeError(`there is no category column ${name}`);
  return column;
}
