import type { Party } from "../rss/party.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import type { LaneLayout } from "./laneLayout.ts";
import type { MechanismHooks } from "./mechanismHooks.ts";
import { noisyTables } from "./noisyTables.ts";
import type { Planes } from "./planes.ts";

/**
 * The noisy tables of `cliques`, opened one after the other, each after its own charge: a computation that ends in between has lost what it
 * paid for a table or two, not for all. Noise is added to all that are left at once, so that a table more costs one round. Ends with the first
 * table that the layer above leaves out.
 */
export async function measureTables(
  party: Party,
  {
    counts,
    layout,
    cliques,
    coins,
  }: {
    readonly counts: Planes;
    readonly layout: LaneLayout;
    readonly cliques: readonly number[];
    readonly coins: number;
  },
  hooks: Pick<MechanismHooks, "measure">,
): Promise<Float64Array[]> {
  const out: Float64Array[] = [];
  let openers: (() => Promise<Float64Array>)[] | undefined;
  for (const [i, clique] of cliques.entries()) {
    const table = await hooks.measure({ kind: "measurement", clique, coins }, async () => {
      const left = cliques.slice(i);
      openers ??= await noisyTables(party, counts, {
        tables: left.map((each) => cliqueLanes(layout, each)),
        coins,
      });
      return openers.at(-left.length)!;
    });
    if (table === null) break;
    out.push(table);
  }
  return out;
}
