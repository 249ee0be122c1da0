import type { Party } from "../rss/party.ts";
import { binomialNoise } from "./binomialNoise.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";

/** Words of coins in one batch: 32 MB of shares. */
const BATCH_WORDS = 2 ** 22;

/**
 * For each entry of `coins`, noise for one opening of up to `cells` cells (binomialNoise). Openings with equally many coins share batches:
 * fewer rounds. It depends on no data and can be drawn before anything else.
 */
export async function measurementNoise(
  party: Party,
  cells: number,
  coins: readonly number[],
): Promise<Planes[]> {
  const words = Math.ceil(cells / 32);
  const out: Planes[] = [];
  while (out.length < coins.length) {
    const current = coins[out.length]!;
    const most = Math.max(1, Math.floor(BATCH_WORDS / (current * words)));
    let batch = 1;
    while (batch < most && coins[out.length + batch] === current) batch++;
    const planes = await binomialNoise(party, { cells: 32 * words * batch, coins: current });
    for (let i = 0; i < batch; i++)
      out.push(planes.map((plane) => sharedView(plane, i * words, (i + 1) * words)));
  }
  return out;
}
