import type { Shared } from "../rss/shared.ts";

/** x AND a public mask of as many words, on new memory: AND with public bits is linear, so there is no traffic. */
export function maskShared(x: Shared, mask: Uint32Array): Shared {
  if (x.own.length !== mask.length) throw new RangeError(`${x.own.length} words, a mask of ${mask.length}`);
  return {
    own: x.own.map((word, i) => word & mask[i]!),
    next: x.next.map((word, i) => word & mask[i]!),
  };
}
