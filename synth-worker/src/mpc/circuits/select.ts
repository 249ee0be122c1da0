import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/** Lane by lane: x where the bit is 1, else y. One AND per plane, one round. Throws RangeError for unequal widths. */
export async function select(party: Party, bit: Shared, x: Planes, y: Planes): Promise<Planes> {
  checkPlanes(x, y, [bit]);
  if (x.length !== y.length) throw new RangeError(`${x.length} planes or ${y.length} planes`);
  const differences = x.map((plane, k) => xorShared(plane, y[k]!));
  const moved = await andAll(
    party,
    x.map(() => bit),
    differences,
  );
  return moved.map((plane, k) => xorShared(plane, y[k]!));
}
