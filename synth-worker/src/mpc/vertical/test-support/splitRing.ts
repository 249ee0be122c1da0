import type { Keystream } from "../../../random/keystream.ts";
import type { RingShared } from "../ring/ringShared.ts";

/** TESTS ONLY: shares numbers for the three parties, as a dealer would. */
export function splitRing(words: BigUint64Array, stream: Pick<Keystream, "nextUint32">): RingShared[] {
  const random = () => (BigInt(stream.nextUint32()) << 32n) | BigInt(stream.nextUint32());
  const first = BigUint64Array.from(words, random);
  const second = BigUint64Array.from(words, random);
  const components = [first, second, words.map((word, i) => word - first[i]! - second[i]!)];
  return [0, 1, 2].map((i) => ({ own: components[i]!.slice(), next: components[(i + 1) % 3]!.slice() }));
}
