import type { Party } from "../rss/party.ts";
import { maskShared } from "./maskShared.ts";
import type { Planes } from "./planes.ts";
import { sumPlanes } from "./sumPlanes.ts";

/**
 * The sum of hospitals' tables, cell by cell (one lane per cell), in as many planes as no sum can pass. Lanes outside the public mask
 * `used` are set to 0 first: what a hospital puts into padding must not reach a score. About planes x (tables - 1) ANDs per cell.
 */
export async function aggregate(party: Party, tables: readonly Planes[], used: Uint32Array): Promise<Planes> {
  const masked = tables.map((planes) => ({ planes: planes.map((plane) => maskShared(plane, used)) }));
  if (masked.length === 1) return masked[0]!.planes;
  return await sumPlanes(party, masked, "ripple");
}
