import type { MixedTable } from "../../math/mixedTable.ts";

/** The records of `upper`, then those of `lower`. Throws RangeError when the tables do not have the same columns. */
export function stackTables(upper: MixedTable, lower: MixedTable): MixedTable {
  const rows = upper.rows + lower.rows;
  if (upper.columns.length !== lower.columns.length)
    throw new RangeError("the tables have different columns");
  return {
    rows,
    columns: upper.columns.map((column, c) => {
      const below = lower.columns[c]!;
      if (column.kind === "number" && below.kind === "number") {
        const values = new Float64Array(rows);
        values.set(column.values);
        values.set(below.values, upper.rows);
        return { ...column, values };
      }
      if (column.kind === "category" && below.kind === "category") {
        const codes = new Int32Array(rows);
        codes.set(column.codes);
        codes.set(below.codes, upper.rows);
        return { ...column, codes };
      }
      throw new RangeError(`column ${column.name} is not of one kind`);
    }),
  };
}
