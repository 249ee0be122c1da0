import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/**
 * x + y modulo 2^width for numbers of equal width, in 1 + ceil(log2(width - 1)) rounds: parallel-prefix adder (Sklansky 1960). Bit k
 * generates a carry (g = xy) or passes one on (p = x ^ y); blocks of bits are joined by (g, p) = (g_high ^ p_high g_low, p_high p_low).
 * Throws RangeError for unequal widths.
 */
export async function addPrefix(party: Party, x: Planes, y: Planes): Promise<Planes> {
  checkPlanes(x, y);
  const width = x.length;
  if (y.length !== width) throw new RangeError(`${width} planes + ${y.length} planes`);
  const propagate = x.map((plane, k) => xorShared(plane, y[k]!));
  // The carry out of the last plane is dropped, so its generate bit is not needed.
  const g = await andAll(party, x.slice(0, -1), y.slice(0, -1));
  const p: Shared[] = propagate.slice(0, -1);
  for (let half = 1; half < g.length; half *= 2) {
    const joins: { readonly to: number; readonly from: number }[] = [];
    for (let to = half; to < g.length; to++)
      if ((to & half) !== 0) joins.push({ to, from: (to & ~(half - 1)) - 1 });
    // A block that begins at bit 0 has no carry to pass on: its p is not needed any more.
    const passing = joins.filter(({ to }) => to >= 2 * half);
    const products = await andAll(
      party,
      [...joins.map(({ to }) => p[to]!), ...passing.map(({ to }) => p[to]!)],
      [...joins.map(({ from }) => g[from]!), ...passing.map(({ from }) => p[from]!)],
    );
    for (const [i, { to }] of joins.entries()) g[to] = xorShared(g[to]!, products[i]!);
    for (const [i, { to }] of passing.entries()) p[to] = products[joins.length + i]!;
  }
  return propagate.map((plane, k) => (k === 0 ? plane : xorShared(plane, g[k - 1]!)));
}
