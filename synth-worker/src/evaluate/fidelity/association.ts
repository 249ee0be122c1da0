import type { MixedColumn } from "../../math/mixedTable.ts";
import { correlationRatio } from "./correlationRatio.ts";
import { cramersV } from "./cramersV.ts";
import { pearson } from "./pearson.ts";

/**
 * How strongly two columns of one file go together: Pearson's r of two numbers (-1 to 1), the correlation ratio of a number over a category and
 * Cramer's V of two categories (0 to 1); null when a column does not vary. Throws RangeError for columns of different lengths.
 */
export function association(a: MixedColumn, b: MixedColumn): number | null {
  if (a.kind === "number")
    return b.kind === "number" ? pearson(a.values, b.values) : correlationRatio(b.codes, a.values);
  return b.kind === "number" ? correlationRatio(a.codes, b.values) : cramersV(a.codes, b.codes);
}
