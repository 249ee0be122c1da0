import type { MixedColumn } from "../../math/mixedTable.ts";

/** Residuals as a column that trees can look at; it is never part of a table. */
export function residualColumn(values: Float64Array): MixedColumn & { readonly kind: "number" } {
  return { name: "residual", kind: "number", values, decimals: 9 };
}
