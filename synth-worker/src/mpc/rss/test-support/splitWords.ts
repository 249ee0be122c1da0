import type { Keystream } from "../../../random/keystream.ts";
import type { Shared } from "../shared.ts";

/** Shares public words for the three parties with the stream's randomness, as a dealer would. */
export function splitWords(
  words: Uint32Array,
  stream: Pick<Keystream, "nextUint32">,
): [Shared, Shared, Shared] {
  const first = Uint32Array.from(words, () => stream.nextUint32());
  const second = Uint32Array.from(words, () => stream.nextUint32());
  const third = words.map((word, i) => word ^ first[i]! ^ second[i]!);
  return [
    { own: first.slice(), next: second.slice() },
    { own: second.slice(), next: third.slice() },
    { own: third.slice(), next: first.slice() },
  ];
}
