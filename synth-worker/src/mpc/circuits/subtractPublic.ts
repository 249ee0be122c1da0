import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { xorConstantInPlace } from "../rss/xorConstantInPlace.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { copyShared } from "./copyShared.ts";
import { maskShared } from "./maskShared.ts";
import { notShared } from "./notShared.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/**
 * x - c for unsigned x and public c, given as as many bit planes, in two's complement with one plane more: that plane, the last borrow,
 * says whether x < c. One AND per plane but the first, and as many rounds, because c is public: borrow' = (x AND borrow) ^ (c ? NOT x :
 * borrow). Throws RangeError for unequal widths.
 */
export async function subtractPublic(party: Party, x: Planes, c: readonly Uint32Array[]): Promise<Planes> {
  checkPlanes(x);
  if (c.length !== x.length) throw new RangeError(`${x.length} planes - ${c.length} planes`);
  const out: Shared[] = [];
  let borrow: Shared | undefined;
  for (const [k, plane] of x.entries()) {
    const digit = c[k]!;
    const missing = maskShared(notShared(party, plane), digit);
    if (borrow === undefined) {
      out.push(xorConstantInPlace(party, copyShared(plane), digit));
      borrow = missing;
    } else {
      out.push(xorConstantInPlace(party, xorShared(plane, borrow), digit));
      const kept = maskShared(
        borrow,
        digit.map((word) => ~word),
      );
      borrow = xorShared(await party.and(plane, borrow), missing, kept);
    }
  }
  return [...out, borrow!];
}
