import type { EncodedTable } from "@symbolon/synth-worker/evaluation";
import { seededBytes } from "./seededBytes.ts";

/** The table's records in a random order that `seed` repeats, cut in two; with an odd number the first has one less. */
export function splitHalves(table: EncodedTable, seed: number): [EncodedTable, EncodedTable] {
  const keys = new BigUint64Array(seededBytes(seed, "halves").bytes(8 * table.rows).buffer);
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row).sort((a, b) =>
    keys[a]! < keys[b]! ? -1 : 1,
  );
  const middle = table.rows >> 1;
  return [pickRows(table, order.subarray(0, middle)), pickRows(table, order.subarray(middle))];
}

/** As many records as the table has, drawn from it with replacement. */
export function resampleRows(table: EncodedTable, seed: number): EncodedTable {
  const words = new Uint32Array(seededBytes(seed, "resample").bytes(4 * table.rows).buffer);
  return pickRows(
    table,
    words.map((word) => Math.floor((word / 2 ** 32) * table.rows)),
  );
}

function pickRows(table: EncodedTable, rows: Uint32Array): EncodedTable {
  return {
    sizes: table.sizes,
    rows: rows.length,
    columns: table.columns.map((levels) => Uint16Array.from(rows, (row) => levels[row]!)),
  };
}
