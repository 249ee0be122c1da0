import type { EncodedTable } from "../../math/encodedTable.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { ColumnLevels } from "../coarse/columnLevels.ts";

/** 0: number of 12 bins, 13th level missing; 1: four codes; 2: three codes; 3: yes/no; 4: one level only. */
export const SMALL_LEVELS: readonly ColumnLevels[] = [
  { ordered: true, missing: 12 },
  { ordered: false, missing: null },
  { ordered: false, missing: null },
  { ordered: true, missing: null },
  { ordered: false, missing: null },
];

/** A made-up table whose columns follow from one another in a chain: 0 -> 1 -> 2 -> 3. The same for the same seed. */
export function smallTable(rows: number, seed = 1): EncodedTable {
  const bytes = new Uint8Array(32).fill(seed);
  const stream = fastStream(keystream(bytes, "small table"));
  const uniform = () => stream.nextUint32() / 4294967296;
  const columns = [13, 4, 3, 2, 1].map(() => new Uint16Array(rows));
  const [number, code, group, answer] = columns as [Uint16Array, Uint16Array, Uint16Array, Uint16Array];
  for (let row = 0; row < rows; row++) {
    // Sum of two uniforms: a triangle over the bins; one in ten is missing.
    number[row] = uniform() < 0.1 ? 12 : Math.floor(6 * (uniform() + uniform()));
    code[row] = uniform() < 0.75 ? Math.min(3, Math.floor(number[row]! / 3)) : stream.nextBelow(4);
    group[row] = uniform() < 0.7 ? Math.min(2, code[row]!) : stream.nextBelow(3);
    answer[row] = uniform() < [0.1, 0.5, 0.85][group[row]!]! ? 1 : 0;
  }
  return { sizes: [13, 4, 3, 2, 1], rows, columns };
}
