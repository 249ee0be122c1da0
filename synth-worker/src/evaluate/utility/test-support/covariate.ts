import type { MixedTable } from "../../../math/mixedTable.ts";
import { columnPlace } from "../columnPlace.ts";

/**
 * A column as a covariate: a number as it is, a category as whether it has `level`, or as the number its level is written as when no level is
 * given. Missing cells are NaN.
 */
export function covariate(table: MixedTable, name: string, level?: string): Float64Array {
  const column = table.columns[columnPlace(table, name)]!;
  if (column.kind === "number") return column.values;
  const { levels, codes } = column;
  if (level !== undefined && !levels.includes(level)) throw new Error(`${level} is no level of ${name}`);
  return Float64Array.from(codes, (code) => {
    if (code < 0) return Number.NaN;
    return level === undefined ? Number(levels[code]) : Number(levels[code] === level);
  });
}
