import type { Party } from "../rss/party.ts";
import { argmax } from "./argmax.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import { l1Scores, type ScoreInput } from "./l1Scores.ts";
import { measureClique } from "./measureClique.ts";
import { measurementNoise } from "./measurementNoise.ts";
import type { MechanismHooks } from "./mechanismHooks.ts";
import { selectionNoise } from "./selectionNoise.ts";
import { sumPlanes } from "./sumPlanes.ts";

export type MstJob = Omit<ScoreInput, "noise"> & {
  /** The two columns of each clique; cliques of other sizes are null and cannot be chosen. */
  readonly pairs: readonly (readonly [number, number] | null)[];
  readonly columns: number;
  /** Noise of each choice of an edge, in score units; coins of each edge's table. */
  readonly scale: number;
  readonly coins: number;
};

/**
 * MST (McKenna, Miklau, Sheldon 2021) on shared counts: every pair is scored once by its distance from what `expected` says (independence,
 * from noisy 1-way tables); then Kruskal: columns - 1 times the edge with the largest score + fresh noise is opened, among those that join two
 * trees of the forest so far, which is public. Last, the chosen edges' noisy tables are opened, all at once. Returns the chosen cliques in
 * the order of choice; nothing else is opened. Fewer edges than columns - 1 when the pairs do not connect all columns.
 */
export async function runMst(party: Party, job: MstJob, hooks: MechanismHooks): Promise<number[]> {
  const { layout, pairs, columns, scale } = job;
  const { lane, laneWords } = layout;
  const scales = new Array<number>(Math.max(0, columns - 1)).fill(scale);
  const choiceNoise = await selectionNoise(party, 32 * laneWords, scales);
  const scores = await l1Scores(party, job);
  const tree = Int32Array.from({ length: columns }, (_, column) => column);
  const chosen: number[] = [];
  for (let round = 0; round < columns - 1; round++) {
    const candidates = [...pairs.keys()].filter((clique) => {
      const pair = pairs[clique];
      return pair != null && tree[pair[0]] !== tree[pair[1]];
    });
    if (candidates.length === 0) break;
    const noisy = await sumPlanes(party, [{ planes: scores }, { planes: choiceNoise[round]! }], "prefix");
    const sensitivity =
      2 ** job.fractionBits * Math.max(1, ...candidates.map((clique) => job.weights[clique]!));
    await hooks.charge({ kind: "selection", round, sensitivity, scale, candidates: candidates.length });
    const place = await argmax(
      party,
      noisy,
      candidates.map((clique) => lane[clique]!),
    );
    const clique = candidates[place]!;
    chosen.push(clique);
    const [a, b] = pairs[clique]!;
    const [kept, joined] = [tree[a]!, tree[b]!];
    for (let column = 0; column < columns; column++) if (tree[column] === joined) tree[column] = kept;
  }
  if (chosen.length > 0) await measureEdges(party, job, chosen, hooks);
  return chosen;
}

async function measureEdges(
  party: Party,
  { counts, layout, columns, coins }: MstJob,
  cliques: readonly number[],
  hooks: MechanismHooks,
): Promise<void> {
  const lanes = cliques.map((clique) => cliqueLanes(layout, clique));
  const all = Int32Array.from(lanes.flatMap((own) => [...own]));
  const [noise] = await measurementNoise(party, all.length, [coins]);
  const round = columns - 1;
  await hooks.charge({ kind: "measurement", round, cliques, coins });
  const opened = await measureClique(party, counts, all, { noise: noise!, coins });
  let at = 0;
  for (const [i, clique] of cliques.entries()) {
    const end = at + lanes[i]!.length;
    await hooks.measured({ round, clique, counts: opened.slice(at, end), coins });
    at = end;
  }
}
