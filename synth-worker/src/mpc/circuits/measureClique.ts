import type { Party } from "../rss/party.ts";
import { openNumbers } from "./openNumbers.ts";
import { permuteLanes } from "./permuteLanes.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";
import { sumPlanes } from "./sumPlanes.ts";

/**
 * Opens count + noise for the cells in `lanes` and nothing else; whole numbers, the noise's mean coins / 2 taken off. `noise` is
 * binomialNoise of at least as many cells; it is used for this opening only, by the caller's care (a second use would show the difference of
 * two counts). The sum has a plane more than either, so it does not wrap. Throws RangeError for too little noise.
 */
export async function measureClique(
  party: Party,
  counts: Planes,
  lanes: Int32Array,
  { noise, coins }: { noise: Planes; coins: number },
): Promise<Float64Array> {
  const words = Math.ceil(lanes.length / 32);
  if (noise.length === 0 || noise[0]!.own.length < words) throw new RangeError("noise for too few cells");
  const sum = await sumPlanes(
    party,
    [{ planes: permuteLanes(counts, lanes) }, { planes: noise.map((plane) => sharedView(plane, 0, words)) }],
    "prefix",
  );
  const opened = await openNumbers(party, sum, lanes.length);
  return opened.map((value) => value - coins / 2);
}
