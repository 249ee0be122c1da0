import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { joinShared } from "./joinShared.ts";
import { sharedView } from "./sharedView.ts";

/**
 * The ANDs of many pairs in one round; the two of a pair have equal lengths. No pair: no round. Throws RangeError for lists or
 * pairs that do not fit.
 */
export async function andAll(party: Party, xs: readonly Shared[], ys: readonly Shared[]): Promise<Shared[]> {
  if (xs.length !== ys.length || xs.some((x, i) => x.own.length !== ys[i]!.own.length))
    throw new RangeError("the pairs to AND do not fit");
  if (xs.length === 0) return [];
  const product = await party.and(joinShared(xs), joinShared(ys));
  let at = 0;
  return xs.map(({ own }) => {
    at += own.length;
    return sharedView(product, at - own.length, at);
  });
}
