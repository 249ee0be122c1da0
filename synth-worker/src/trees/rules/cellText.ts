import type { MixedColumn } from "../../math/mixedTable.ts";

/** A cell as constraints write it: a level, a number in its shortest form; null for a missing one. */
export function cellText(column: MixedColumn, row: number): string | null {
  if (column.kind === "category") return column.levels[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : String(value);
}
