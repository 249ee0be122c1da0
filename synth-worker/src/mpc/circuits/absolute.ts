import type { Party } from "../rss/party.ts";
import { addPrefix } from "./addPrefix.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";
import { zeroShared } from "./zeroShared.ts";

/**
 * |x| of numbers in two's complement, unsigned, in as many planes (so that -2^(width - 1) has its value too): (x ^ s) + s with the
 * sign s, which is the top plane.
 */
export async function absolute(party: Party, x: Planes): Promise<Planes> {
  const words = checkPlanes(x);
  const sign = x.at(-1)!;
  const flipped = x.map((plane) => xorShared(plane, sign));
  const one = x.map((_, k) => (k === 0 ? sign : zeroShared(words)));
  return await addPrefix(party, flipped, one);
}
