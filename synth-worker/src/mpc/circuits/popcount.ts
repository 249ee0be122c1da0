import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import type { Planes } from "./planes.ts";
import { type Adder, sumHeap } from "./sumHeap.ts";

/**
 * How many of `count` bits are 1, per lane: bit i of lane l is in word i x words + floor(l / 32) of `bits`. About `count` ANDs per lane.
 * `bits` is used up. Throws RangeError when it is not `count` blocks of equal length.
 */
export async function popcount(party: Party, bits: Shared, count: number, adder: Adder): Promise<Planes> {
  const words = bits.own.length / count;
  if (!(Number.isInteger(count) && count >= 1 && Number.isInteger(words)))
    throw new RangeError(`${bits.own.length} words are not ${count} blocks`);
  const width = count.toString(2).length;
  const columns = Array.from({ length: width }, (): number[] => []);
  columns[0] = Array.from({ length: count }, (_, i) => i * words);
  return await sumHeap(party, { pool: bits, groups: [{ words, columns }] }, adder);
}
