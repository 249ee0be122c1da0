import type { MixedColumn } from "../../math/mixedTable.ts";

/** A cell as number: a level is its place, NaN is missing. */
export function cellOf(column: MixedColumn, row: number): number {
  if (column.kind === "number") return column.values[row]!;
  const code = column.codes[row]!;
  return code < 0 ? Number.NaN : code;
}
