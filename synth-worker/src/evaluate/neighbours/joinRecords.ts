import type { MixedTable } from "../../math/mixedTable.ts";

/** The records of one table followed by those of another. Throws RangeError when they do not have the same columns. */
export function joinRecords(first: MixedTable, second: MixedTable): MixedTable {
  if (first.columns.length !== second.columns.length) throw new RangeError("the tables differ in columns");
  return {
    rows: first.rows + second.rows,
    columns: first.columns.map((column, place) => {
      const other = second.columns[place]!;
      if (column.kind === "number" && other.kind === "number") {
        const values = new Float64Array(first.rows + second.rows);
        values.set(column.values);
        values.set(other.values, first.rows);
        return { ...column, values };
      }
      if (column.kind === "category" && other.kind === "category") {
        const codes = new Int32Array(first.rows + second.rows);
        codes.set(column.codes);
        codes.set(other.codes, first.rows);
        return { ...column, codes };
      }
      throw new RangeError(`the tables do not share column ${column.name}`);
    }),
  };
}
