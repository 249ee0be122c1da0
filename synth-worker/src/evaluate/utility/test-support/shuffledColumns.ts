import type { MixedTable } from "../../../math/mixedTable.ts";
import { pickRecords } from "../../../math/pickRecords.ts";
import { keystream } from "../../../random/keystream.ts";

/** Every column in an order of its own, by a fixed stream: distributions stay, relations go. */
export function shuffledColumns(table: MixedTable): MixedTable {
  const { nextBelow } = keystream(new Uint8Array(32), "shuffle");
  const columns = table.columns.map((column) => {
    const order = Int32Array.from({ length: table.rows }, (_, row) => row);
    for (let last = order.length - 1; last > 0; last--) {
      const other = nextBelow(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return pickRecords({ rows: table.rows, columns: [column] }, order).columns[0]!;
  });
  return { rows: table.rows, columns };
}
