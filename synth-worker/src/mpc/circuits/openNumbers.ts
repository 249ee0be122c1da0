import type { Party } from "../rss/party.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { joinShared } from "./joinShared.ts";
import { planeNumbers } from "./planeNumbers.ts";
import type { Planes } from "./planes.ts";

/** Opens the numbers of the first `lanes` lanes. All lanes of the planes are shown to all three parties, so unused ones must be masked before. */
export async function openNumbers(
  party: Party,
  planes: Planes,
  lanes: number,
  kind: "unsigned" | "signed" = "unsigned",
): Promise<Float64Array> {
  const words = checkPlanes(planes);
  const opened = await party.open(joinShared(planes));
  return planeNumbers(
    planes.map((_, i) => opened.subarray(i * words, (i + 1) * words)),
    lanes,
    kind,
  );
}
