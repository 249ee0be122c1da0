import type { Party } from "../rss/party.ts";
import { sharedConstant } from "../rss/sharedConstant.ts";
import { numberPlanes } from "./numberPlanes.ts";
import type { Planes } from "./planes.ts";

/** Public numbers, one per lane, as sharings in `width` planes of `words` words. Throws RangeError for one that does not fit. */
export function publicPlanes(
  party: Pick<Party, "index">,
  numbers: ArrayLike<number>,
  { width, words }: { width: number; words: number },
): Planes {
  return numberPlanes(numbers, { width, words }).map((plane) => sharedConstant(party, plane));
}
