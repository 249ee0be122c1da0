import type { Party } from "./party.ts";
import type { Shared } from "./shared.ts";

/**
 * x ^= c for public words c: only share 0 changes, which party 0 has as `own` and party 2 as `next`. No traffic. Returns x.
 * Throws RangeError for unequal lengths.
 */
export function xorConstantInPlace(party: Pick<Party, "index">, x: Shared, c: Uint32Array): Shared {
  if (x.own.length !== c.length) throw new RangeError(`${x.own.length} words XOR ${c.length} words`);
  const share = party.index === 0 ? x.own : party.index === 2 ? x.next : undefined;
  if (share !== undefined) for (let i = 0; i < c.length; i++) share[i]! ^= c[i]!;
  return x;
}
