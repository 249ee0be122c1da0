import type { MixedTable } from "../../math/mixedTable.ts";
import { columnNamed } from "./columnNamed.ts";

/**
 * The number a row has in a column, NaN when it is missing; in a category it is what the level is written as (NaN for a word). Throws RangeError
 * for a column that is not there.
 */
export function numberReader(table: MixedTable, name: string): (row: number) => number {
  const column = columnNamed(table, name);
  if (column.kind === "number") return (row) => column.values[row]!;
  const numbers = column.levels.map((level) => (level.trim() === "" ? Number.NaN : Number(level)));
  return (row) => numbers[column.codes[row]!] ?? Number.NaN;
}
