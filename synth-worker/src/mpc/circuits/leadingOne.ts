import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/**
 * One plane per plane of x: 1 in the place of the highest 1 of each lane, 0 elsewhere (and everywhere for 0). Prefix OR from the top
 * (Sklansky 1960), then differences: ceil(log2 planes) rounds.
 */
export async function leadingOne(party: Party, x: Planes): Promise<Planes> {
  checkPlanes(x);
  const seen: Shared[] = [...x].reverse();
  for (let half = 1; half < seen.length; half *= 2) {
    const places = [...seen.keys()].filter((place) => (place & half) !== 0);
    const before = places.map((place) => seen[(place & ~(half - 1)) - 1]!);
    const both = await andAll(
      party,
      places.map((place) => seen[place]!),
      before,
    );
    for (const [i, place] of places.entries()) seen[place] = xorShared(seen[place]!, before[i]!, both[i]!);
  }
  const first = seen.map((plane, place) => (place === 0 ? plane : xorShared(plane, seen[place - 1]!)));
  return first.reverse();
}
