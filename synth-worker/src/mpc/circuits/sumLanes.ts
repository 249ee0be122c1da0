import type { Party } from "../rss/party.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { LaneLayout } from "./laneLayout.ts";
import { layoutHeap } from "./layoutHeap.ts";
import { maskShared } from "./maskShared.ts";
import type { Planes } from "./planes.ts";
import { type Adder, sumHeap } from "./sumHeap.ts";
import { usedLanes } from "./usedLanes.ts";

/**
 * The sum of each group's unsigned numbers, one lane per group (layout.lane), in as many planes as the largest possible sum needs.
 * `planes` are laid out by the layout; whatever is in its padding does not count. Numbers in another order: permuteLanes first.
 */
export async function sumLanes(
  party: Party,
  planes: Planes,
  layout: LaneLayout,
  adder: Adder,
): Promise<Planes> {
  if (checkPlanes(planes) !== layout.words) throw new RangeError("the planes are not laid out by the layout");
  const used = usedLanes(layout);
  const members = planes.map((plane, weight) => ({ plane: maskShared(plane, used), weight }));
  const most = BigInt(layout.blockWords.length) * ((1n << BigInt(planes.length)) - 1n);
  return await sumHeap(party, layoutHeap(layout, [{ members }], most.toString(2).length), adder);
}
