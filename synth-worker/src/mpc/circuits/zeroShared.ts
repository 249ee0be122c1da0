import type { Shared } from "../rss/shared.ts";

/** The public value 0 as a sharing of `words` words: all shares are 0, at every party. */
export function zeroShared(words: number): Shared {
  return { own: new Uint32Array(words), next: new Uint32Array(words) };
}
