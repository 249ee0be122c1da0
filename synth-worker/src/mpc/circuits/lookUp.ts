import { xorInPlace } from "../rss/xorInPlace.ts";
import type { Planes } from "./planes.ts";
import { zeroShared } from "./zeroShared.ts";

/**
 * A public table at a secret place that is given one-hot (plane v is 1 where the place is v; nowhere 1 gives 0): `width` planes of
 * table[place]. Linear: no traffic. Throws RangeError for an entry that is not a whole number of `width` bits, up to 53.
 */
export function lookUp(places: Planes, table: readonly number[], width: number): Planes {
  const words = places[0]!.own.length;
  if (!table.every((entry) => Number.isSafeInteger(entry) && entry >= 0 && entry < 2 ** width))
    throw new RangeError(`a table entry is not a whole number of ${width} bits`);
  return Array.from({ length: width }, (_, bit) => {
    const out = zeroShared(words);
    for (const [place, entry] of table.entries())
      if (Math.floor(entry / 2 ** bit) % 2 === 1) xorInPlace(out, places[place]!);
    return out;
  });
}
