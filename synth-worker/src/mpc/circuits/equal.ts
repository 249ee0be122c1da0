import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { allOnes } from "./allOnes.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { joinShared } from "./joinShared.ts";
import { notShared } from "./notShared.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/** x = y, lane by lane, for numbers of equal width: width - 1 ANDs, ceil(log2 width) rounds. Throws RangeError for unequal widths. */
export async function equal(party: Party, x: Planes, y: Planes): Promise<Shared> {
  const words = checkPlanes(x, y);
  if (x.length !== y.length) throw new RangeError(`${x.length} planes = ${y.length} planes`);
  const same = x.map((plane, k) => notShared(party, xorShared(plane, y[k]!)));
  return await allOnes(party, joinShared(same), words);
}
