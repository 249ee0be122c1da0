import type { MixedTable } from "../../../math/mixedTable.ts";
import { pickRecords } from "../../../math/pickRecords.ts";
import { keystream } from "../../../random/keystream.ts";

/** As many records drawn with replacement, by a fixed stream: the copy that utility cannot fault and privacy must. */
export function bootstrap(table: MixedTable): MixedTable {
  const { nextBelow } = keystream(new Uint8Array(32), "bootstrap");
  return pickRecords(
    table,
    Int32Array.from({ length: table.rows }, () => nextBelow(table.rows)),
  );
}
