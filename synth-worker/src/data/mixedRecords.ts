import type { MixedColumn, MixedTable } from "../math/mixedTable.ts";
import type { Records } from "./records.ts";

/**
 * Some of a hospital's records as they are: columns `names` in their order, of the records whose flag is 1. Numbers are the records' own whole
 * numbers within the schema's outer edges, not bins; categories have the schema's list of levels. Stays inside the hospital. Throws
 * RangeError for a column that the schema does not have, or another number of flags than records.
 */
export async function mixedRecords(
  { schema, table, connection }: Records,
  names: readonly string[],
  flags: Uint8Array,
): Promise<MixedTable> {
  if (flags.length !== table.rows) throw new RangeError("one flag per record is needed");
  const rows = Int32Array.from(flags.keys()).filter((row) => flags[row] === 1);
  const columns: MixedColumn[] = [];
  for (const name of names) {
    const place = schema.columns.findIndex((column) => column.name === name);
    const column = schema.columns[place];
    if (column === undefined) throw new RangeError(`${name} is not a column of the schema`);
    if (column.kind === "categorical") {
      const cells = table.columns[place]!;
      const codes = rows.map((row) => cells[row]!);
      columns.push({ name, kind: "category", levels: column.levels, codes });
      continue;
    }
    const read = await connection.runAndReadAll(`SELECT w${place} FROM cells ORDER BY row`);
    const numbers = read.getColumns()[0] as number[];
    const values = Float64Array.from(rows, (row) => numbers[row]!);
    columns.push({ name, kind: "number", decimals: 0, values });
  }
  return { rows: rows.length, columns };
}
