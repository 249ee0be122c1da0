import type { Shared } from "./shared.ts";

/** x ^= y, share by share: no traffic. Returns x. Throws RangeError for unequal lengths. */
export function xorInPlace(x: Shared, y: Shared): Shared {
  if (x.own.length !== y.own.length) {
    throw new RangeError(`${x.own.length} words XOR ${y.own.length} words`);
  }
  for (let i = 0; i < x.own.length; i++) {
    x.own[i]! ^= y.own[i]!;
    x.next[i]! ^= y.next[i]!;
  }
  return x;
}
