import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { maskShared } from "./maskShared.ts";
import { notShared } from "./notShared.ts";
import { xorShared } from "./xorShared.ts";
import { zeroShared } from "./zeroShared.ts";

/**
 * Independent secret bits, block i of `words` words being 1 with probability thresholds[i] / 2^coins each: u < threshold for u of `coins` coins
 * that nobody knows, compared from the lowest bit up, because the threshold is public with one AND per coin. coins - 1 rounds. Throws
 * RangeError for a threshold outside 0 to 2^coins - 1.
 */
export async function biasedBits(
  party: Party,
  thresholds: readonly bigint[],
  { coins, words }: { coins: number; words: number },
): Promise<Shared> {
  if (thresholds.some((threshold) => threshold < 0n || threshold >> BigInt(coins) !== 0n))
    throw new RangeError(`a threshold is not a number of ${coins} bits`);
  let less: Shared = zeroShared(thresholds.length * words);
  for (let coin = 0; coin < coins; coin++) {
    const digit = new Uint32Array(thresholds.length * words);
    for (const [i, threshold] of thresholds.entries())
      if (((threshold >> BigInt(coin)) & 1n) === 1n) digit.fill(0xffffffff, i * words, (i + 1) * words);
    const u = party.random(digit.length);
    const zero = maskShared(notShared(party, u), digit);
    const kept = maskShared(
      less,
      digit.map((word) => ~word),
    );
    // less' = digit ? NOT u OR less : NOT u AND less; below the first coin less is 0, so its AND is not needed.
    less = coin === 0 ? zero : xorShared(await party.and(u, less), zero, kept);
  }
  return less;
}
