import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { notShared } from "./notShared.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/**
 * x < y, lane by lane, for unsigned numbers of equal width: 1 + ceil(log2 width) rounds, less than 3 ANDs per plane. Blocks of planes are
 * joined from the top: less = less_high ^ equal_high less_low, equal = equal_high equal_low. Throws RangeError for unequal widths.
 */
export async function lessThan(party: Party, x: Planes, y: Planes): Promise<Shared> {
  checkPlanes(x, y);
  if (x.length !== y.length) throw new RangeError(`${x.length} planes < ${y.length} planes`);
  let less = await andAll(
    party,
    x.map((plane) => notShared(party, plane)),
    [...y],
  );
  let equal = x.map((plane, k) => notShared(party, xorShared(plane, y[k]!)));
  while (less.length > 1) {
    // Pairs are counted from the top; a single block at the bottom waits. The lowest block's `equal` is never asked for.
    const odd = less.length % 2;
    const highs = Array.from({ length: (less.length - odd) / 2 }, (_, i) => odd + 2 * i + 1);
    const needed = odd === 1 ? highs : highs.slice(1);
    const products = await andAll(
      party,
      [...highs.map((k) => equal[k]!), ...needed.map((k) => equal[k]!)],
      [...highs.map((k) => less[k - 1]!), ...needed.map((k) => equal[k - 1]!)],
    );
    const joined = highs.map((k, i) => xorShared(less[k]!, products[i]!));
    const passed = products.slice(highs.length);
    less = [...less.slice(0, odd), ...joined];
    // The lowest entry keeps the places right and is never used.
    equal = [equal[0]!, ...passed];
  }
  return less[0]!;
}
