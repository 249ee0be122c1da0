import type { MixedTable } from "../../../math/mixedTable.ts";
import { pickRecords } from "../../../math/pickRecords.ts";
import { joinRecords } from "../../neighbours/joinRecords.ts";
import { publicStream } from "../publicStream.ts";

/** As many records, drawn with replacement. */
export function bootstrap(table: MixedTable, purpose = "bootstrap", rows = table.rows): MixedTable {
  const { nextBelow } = publicStream(purpose);
  return pickRecords(
    table,
    Int32Array.from({ length: rows }, () => nextBelow(table.rows)),
  );
}

/** The first half of the one table, and as many honest records of the other as are missing. */
export function halfCopy(table: MixedTable, honest: MixedTable): MixedTable {
  const half = table.rows >> 1;
  const first = (from: MixedTable, rows: number) =>
    pickRecords(
      from,
      Int32Array.from({ length: rows }, (_, row) => row),
    );
  return joinRecords(first(table, half), first(honest, table.rows - half));
}

/** Every cell replaced by another record's with the given chance in percent: 100 keeps the columns and no relation between them. */
export function perturbed(table: MixedTable, percent: number, purpose = "perturb"): MixedTable {
  const { nextBelow } = publicStream(purpose);
  const rowOf = (row: number) => (nextBelow(100) < percent ? nextBelow(table.rows) : row);
  return {
    rows: table.rows,
    columns: table.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: column.values.map((_, row) => column.values[rowOf(row)]!) }
        : { ...column, codes: column.codes.map((_, row) => column.codes[rowOf(row)]!) },
    ),
  };
}
