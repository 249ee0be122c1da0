import type { Party } from "./party.ts";
import type { Shared } from "./shared.ts";

/** Public words as a sharing: share 0 is the value, the others are 0. No traffic; the result holds copies. */
export function sharedConstant(party: Pick<Party, "index">, words: Uint32Array): Shared {
  const zeros = (): Uint32Array => new Uint32Array(words.length);
  return {
    own: party.index === 0 ? words.slice() : zeros(),
    next: party.index === 2 ? words.slice() : zeros(),
  };
}
