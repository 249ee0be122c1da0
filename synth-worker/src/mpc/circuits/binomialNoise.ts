import type { Party } from "../rss/party.ts";
import type { Planes } from "./planes.ts";
import { popcount } from "./popcount.ts";

/**
 * Noise that nobody knows: per lane the number of heads of `coins` fair coins, Bin(coins, 1/2), unsigned; less coins / 2 it has
 * mean 0 and variance coins / 4. The coins are pseudo-random secret sharing: no traffic to make them, and no party knows or
 * bends one, whatever it does (its half of the keys leaves them uniform). Cost: privacy/binomialRenyi.ts, docs/proofs/binomial-noise.md.
 * About `coins` ANDs per lane. Throws RangeError unless coins is even, from 2 to 2^20.
 */
export async function binomialNoise(
  party: Party,
  { cells, coins }: { cells: number; coins: number },
): Promise<Planes> {
  if (!(Number.isInteger(coins) && coins >= 2 && coins <= 2 ** 20 && coins % 2 === 0))
    throw new RangeError(`${coins} coins: an even number from 2 to 2^20 is needed`);
  return await popcount(party, party.random(coins * Math.ceil(cells / 32)), coins, "prefix");
}
