import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";

/** Every second record and the others: two halves of a file for want of a holdout. Throws RangeError for fewer than two records. */
export function splitByPosition(table: MixedTable): [MixedTable, MixedTable] {
  if (table.rows < 2) throw new RangeError("one record cannot be split in two");
  const half = (first: number) =>
    pickRecords(
      table,
      Int32Array.from({ length: Math.ceil((table.rows - first) / 2) }, (_, i) => first + 2 * i),
    );
  return [half(0), half(1)];
}
