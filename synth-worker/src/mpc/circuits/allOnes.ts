import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { joinShared } from "./joinShared.ts";
import { sharedView } from "./sharedView.ts";

/**
 * AND of many blocks, lane by lane, as a tree: ceil(log2 blocks) rounds, blocks - 1 ANDs per lane. Block i is words [i, i + 1) x words of
 * `bits`. Throws RangeError when `bits` is not whole blocks, or none.
 */
export async function allOnes(party: Party, bits: Shared, words: number): Promise<Shared> {
  let count = bits.own.length / words;
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(`${bits.own.length} words are not blocks of ${words}`);
  let left = bits;
  while (count > 1) {
    const half = count >> 1;
    const product = await party.and(
      sharedView(left, 0, half * words),
      sharedView(left, half * words, 2 * half * words),
    );
    left = joinShared([product, sharedView(left, 2 * half * words, count * words)]);
    count -= half;
  }
  return left;
}
