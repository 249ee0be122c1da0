import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "./entropySource.ts";
import { uniformBelow } from "./uniformBelow.ts";

/** true with probability exactly num / den, 0 <= num <= den. Throws RangeError outside that range. */
export function sampleBernoulli({ num, den }: Rational, entropy: EntropySource): boolean {
  if (num < 0n || num > den) throw new RangeError("a probability lies in [0, 1]");
  return uniformBelow(den, entropy) < num;
}
