import { type MixedTable, pickRecords } from "@symbolon/synth-worker/evaluation";
import { seededBytes } from "../dp/seededBytes.ts";

/** The table's records in a random order that `seed` repeats, cut in two of equal length; an odd record is left out. */
export function halvesOf(table: MixedTable, seed: number): [MixedTable, MixedTable] {
  const keys = new BigUint64Array(seededBytes(seed, "halves").bytes(8 * table.rows).buffer);
  const order = Int32Array.from({ length: table.rows }, (_, row) => row).sort((a, b) =>
    keys[a]! < keys[b]! ? -1 : 1,
  );
  const middle = table.rows >> 1;
  return [
    pickRecords(table, order.subarray(0, middle)),
    pickRecords(table, order.subarray(middle, 2 * middle)),
  ];
}
