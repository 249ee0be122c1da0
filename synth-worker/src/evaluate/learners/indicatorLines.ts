import type { EncodedTable } from "../../math/encodedTable.ts";
import type { LevelGroups } from "./groupLevels.ts";
import type { SparseLines } from "./sparseLines.ts";

/** Records as indicator variables, one per group of levels of every column, after an intercept. */
export function indicatorLines(table: EncodedTable, groups: readonly LevelGroups[]): SparseLines {
  let size = 1;
  const columns = table.columns.map((levels, f) => {
    const { groupOf, groups: count } = groups[f]!;
    const first = size;
    size += count;
    return Int32Array.from({ length: table.rows }, (_, row) => first + groupOf[levels[row]!]!);
  });
  const indices = [new Int32Array(table.rows), ...columns];
  return { rows: table.rows, size, indices, values: indices.map(() => null) };
}
