import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { maskShared } from "./maskShared.ts";
import { notShared } from "./notShared.ts";
import { xorShared } from "./xorShared.ts";
import { zeroShared } from "./zeroShared.ts";

/**
 * Independent secret bits, block i of `words` (or words[i]) words being 1 with probability thresholds[i] / 2^coins each: u < threshold for u of `coins` coins
 * that nobody knows, compared from the lowest bit up, because the threshold is public with one AND per coin. coins - 1 rounds. Throws
 * RangeError for a threshold outside 0 to 2^coins - 1.
 */
export async function biasedBits(
  party: Party,
  thresholds: readonly bigint[],
  { coins, words }: { coins: number; words: number | readonly number[] },
): Promise<Shared> {
  if (thresholds.some((threshold) => threshold < 0n || threshold >> BigInt(coins) !== 0n))
    throw new RangeError(`a threshold is not a number of ${coins} bits`);
  const lengths = typeof words === "number" ? thresholds.map(() => words) : words;
  if (lengths.length !== thresholds.length)
    throw new RangeError(`${lengths.length} blocks for ${thresholds.length} thresholds`);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let less: Shared = zeroShared(total);
  for (let coin = 0; coin < coins; coin++) {
    const digit = new Uint32Array(total);
    let at = 0;
    for (const [i, threshold] of thresholds.entries()) {
      if (((threshold >> BigInt(coin)) & 1n) === 1n) digit.fill(0xffffffff, at, at + lengths[i]!);
      at += lengths[i]!;
    }
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
