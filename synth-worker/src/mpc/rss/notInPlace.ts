import type { Party } from "./party.ts";
import type { Shared } from "./shared.ts";

/** x = NOT x: share 0 is complemented, which party 0 has as `own` and party 2 as `next`. No traffic. Returns x. */
export function notInPlace(party: Pick<Party, "index">, x: Shared): Shared {
  const share = party.index === 0 ? x.own : party.index === 2 ? x.next : undefined;
  if (share !== undefined) for (let i = 0; i < share.length; i++) share[i]! = ~share[i]!;
  return x;
}
