import type { MixedColumn } from "../../../math/mixedTable.ts";
import type { ColumnValues } from "../../../tabular/dequantise.ts";

/** A column of complete records as it is written to CSV. */
export function columnValues(column: MixedColumn): ColumnValues {
  const { name } = column;
  return column.kind === "number"
    ? { name, kind: "numeric", values: column.values }
    : { name, kind: "categorical", levels: column.levels, cells: Uint16Array.from(column.codes) };
}
