import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { ColumnShape, RowLayout } from "./rowLayout.ts";

/** Drawn cells as the table's own columns again: the code (if the table has one) at its place, the values around it. */
export function cellTable(
  { columns, at }: RowLayout,
  code: number,
  codes: readonly number[],
  values: readonly (readonly number[])[],
): MixedTable {
  const own = values.map((cells, v) => column(columns[at.values + v]!, cells));
  if (at.code !== null) own.splice(code, 0, column(columns[at.code]!, codes));
  return { rows: own[0] === undefined ? 0 : cellCount(own[0]), columns: own };
}

function column({ name, levels, decimals }: ColumnShape, cells: readonly number[]): MixedColumn {
  if (levels === null) return { name, kind: "number", values: Float64Array.from(cells), decimals };
  return {
    name,
    kind: "category",
    levels,
    codes: Int32Array.from(cells, (cell) => (Number.isNaN(cell) ? -1 : cell)),
  };
}

function cellCount(column: MixedColumn): number {
  return column.kind === "number" ? column.values.length : column.codes.length;
}
