import type { Shared } from "../rss/shared.ts";
import { xorInPlace } from "../rss/xorInPlace.ts";
import { copyShared } from "./copyShared.ts";

/** XOR of one or more sharings of equal length, on new memory: no traffic. Throws RangeError for unequal lengths. */
export function xorShared(first: Shared, ...others: readonly Shared[]): Shared {
  const out = copyShared(first);
  for (const other of others) xorInPlace(out, other);
  return out;
}
