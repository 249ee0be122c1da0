import type { MixedTable } from "../../math/mixedTable.ts";
import type { ColumnScale } from "./columnScales.ts";
import { finestStep } from "./finestStep.ts";

/**
 * The smallest Gower distance above 0 that one cell can make: one level, or one written step of a number, over the number of columns; never
 * below a millionth of a column. 1 for a table without columns.
 */
export function finestGap(table: MixedTable, scales: readonly ColumnScale[]): number {
  let finest = 1;
  table.columns.forEach((column, place) => {
    const scale = scales[place];
    if (column.kind === "number" && scale)
      finest = Math.min(finest, finestStep(column.decimals) / scale.width);
  });
  return Math.max(finest, 1e-6) / Math.max(1, table.columns.length);
}
