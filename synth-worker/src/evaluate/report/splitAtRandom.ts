import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { keystream } from "../../random/keystream.ts";

/**
 * About `share` of the records, chosen one by one at random from a 32-byte seed, and the others, both in file order. Keep the seed secret where the
 * split decides who is in a release. Throws RangeError unless 0 < share < 1.
 */
export function splitAtRandom(table: MixedTable, share: number, seed: Uint8Array): [MixedTable, MixedTable] {
  if (!(share > 0 && share < 1)) throw new RangeError("a share lies between 0 and 1");
  const stream = keystream(seed, "holdout");
  const below = Math.floor(share * 2 ** 32);
  const chosen = Uint8Array.from({ length: table.rows }, () => Number(stream.nextUint32() < below));
  const rows = (flag: number) => Int32Array.from(chosen.keys()).filter((row) => chosen[row] === flag);
  return [pickRecords(table, rows(1)), pickRecords(table, rows(0))];
}
