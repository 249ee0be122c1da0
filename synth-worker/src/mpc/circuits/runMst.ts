import type { Party } from "../rss/party.ts";
import { argmax } from "./argmax.ts";
import { l1Scores, type ScoreInput } from "./l1Scores.ts";
import { measureTables } from "./measureTables.ts";
import type { MechanismHooks } from "./mechanismHooks.ts";
import type { Planes } from "./planes.ts";
import { selectionNoise } from "./selectionNoise.ts";
import { selectionSensitivity } from "./selectionSensitivity.ts";
import { sumPlanes } from "./sumPlanes.ts";

export type MstJob = Pick<ScoreInput, "counts" | "layout" | "weights" | "fractionBits"> & {
  /** What scores are measured against; asked only when an edge is chosen now. */
  readonly expect: () => Pick<ScoreInput, "expected" | "penalties">;
  /** The two columns of each clique; cliques of other sizes are null and cannot be chosen. */
  readonly pairs: readonly (readonly [number, number] | null)[];
  readonly columns: number;
  /** Noise of each choice of an edge, in score units; coins of each edge's table. */
  readonly scale: number;
  readonly coins: number;
};

/**
 * MST (McKenna, Miklau, Sheldon 2021) on shared counts: every pair is scored once by its distance from what `expect` says (independence,
 * from noisy 1-way tables); then Kruskal: columns - 1 times the edge with the largest score + fresh noise is opened, among those that join two
 * trees of the forest so far, which is public. Last, the chosen edges' noisy tables are opened, one after the other. Returns the chosen
 * cliques in the order of choice; nothing else is opened. Fewer edges than columns - 1 when the pairs do not connect all columns, or when
 * `another` does not allow one more edge than there are. Throws RangeError for a choice that was not to be chosen.
 */
export async function runMst(
  party: Party,
  job: MstJob,
  hooks: MechanismHooks & { readonly another?: (chosen: number) => boolean },
): Promise<number[]> {
  const { layout, pairs, columns, scale } = job;
  const tree = Int32Array.from({ length: columns }, (_, column) => column);
  const chosen: number[] = [];
  let ready: EdgeScores | undefined;
  for (let round = 0; round < columns - 1; round++) {
    const candidates = [...pairs.keys()].filter((clique) => {
      const pair = pairs[clique];
      return pair != null && tree[pair[0]] !== tree[pair[1]];
    });
    if (candidates.length === 0 || hooks.another?.(round) === false) break;
    const sensitivity = selectionSensitivity(job, candidates);
    const clique = await hooks.choose(
      { kind: "selection", round, sensitivity, scale, candidates: candidates.length },
      async () => {
        ready ??= await scoreEdges(party, job, round);
        const { scores, noise, from } = ready;
        const noisy = await sumPlanes(
          party,
          [{ planes: scores }, { planes: noise[round - from]! }],
          "prefix",
        );
        const lanes = candidates.map((candidate) => layout.lane[candidate]!);
        return async () => candidates[await argmax(party, noisy, lanes)]!;
      },
    );
    if (clique === null) break;
    if (!candidates.includes(clique)) throw new RangeError(`pair ${clique} could not be chosen`);
    chosen.push(clique);
    const [a, b] = pairs[clique]!;
    const [kept, joined] = [tree[a]!, tree[b]!];
    for (let column = 0; column < columns; column++) if (tree[column] === joined) tree[column] = kept;
  }
  await measureTables(party, { ...job, cliques: chosen }, hooks);
  return chosen;
}

/** Every pair's score, and noise of the choices from `from` on. */
type EdgeScores = { readonly from: number; readonly scores: Planes; readonly noise: readonly Planes[] };

async function scoreEdges(party: Party, job: MstJob, from: number): Promise<EdgeScores> {
  const { layout, columns, scale, counts, weights, fractionBits, expect } = job;
  const scales = new Array<number>(columns - 1 - from).fill(scale);
  const noise = await selectionNoise(party, 32 * layout.laneWords, scales);
  const scores = await l1Scores(party, { ...expect(), counts, layout, weights, fractionBits });
  return { from, scores, noise };
}
