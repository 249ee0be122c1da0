import type { Party } from "../rss/party.ts";
import { measurementNoise } from "./measurementNoise.ts";
import { openNumbers } from "./openNumbers.ts";
import { permuteLanes } from "./permuteLanes.ts";
import type { Planes } from "./planes.ts";
import { sumPlanes } from "./sumPlanes.ts";

/**
 * Adds noise to the cells in each entry of `tables` (lanes of `counts`), as measureClique does, in one go and without opening anything: each
 * function of the result opens one table, in one round. Its noise is fresh and of this call; a table is opened once, by the caller's care.
 */
export async function noisyTables(
  party: Party,
  counts: Planes,
  { tables, coins }: { readonly tables: readonly Int32Array[]; readonly coins: number },
): Promise<(() => Promise<Float64Array>)[]> {
  const lanes = Int32Array.from(tables.flatMap((own) => [...own]));
  // A word each, so that batches are bounded however many coins and tables there are.
  const words = Math.ceil(lanes.length / 32);
  const pieces = await measurementNoise(party, 32, new Array<number>(words).fill(coins));
  const noise = (pieces[0] ?? []).map((_, plane) => ({
    own: Uint32Array.from(pieces, (piece) => piece[plane]!.own[0]!),
    next: Uint32Array.from(pieces, (piece) => piece[plane]!.next[0]!),
  }));
  const sum = await sumPlanes(party, [{ planes: permuteLanes(counts, lanes) }, { planes: noise }], "prefix");
  let end = 0;
  return tables.map(({ length }) => {
    end += length;
    const own = Int32Array.from({ length }, (_, cell) => end - length + cell);
    return async () => {
      const opened = await openNumbers(party, permuteLanes(sum, own), length);
      return opened.map((value) => value - coins / 2);
    };
  });
}
