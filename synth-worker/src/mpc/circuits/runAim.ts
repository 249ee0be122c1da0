import type { Party } from "../rss/party.ts";
import { argmax } from "./argmax.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import { l1Scores, type ScoreInput } from "./l1Scores.ts";
import { measureClique } from "./measureClique.ts";
import { measurementNoise } from "./measurementNoise.ts";
import type { MechanismHooks } from "./mechanismHooks.ts";
import type { Planes } from "./planes.ts";
import { selectionNoise } from "./selectionNoise.ts";
import { selectionSensitivity } from "./selectionSensitivity.ts";

/** What is public about a round: who may be chosen, and what the scores are measured against (the model so far). */
export type AimRound = {
  /** Cliques that may be chosen; of equal scores the one listed first is. */
  readonly candidates: readonly number[];
  /** Asked only when the choice is made now. */
  readonly expect: () => Pick<ScoreInput, "expected" | "penalties">;
};

export type AimJob = Pick<ScoreInput, "counts" | "layout" | "weights" | "fractionBits"> & {
  /** At most so many rounds, and the noise of each: of the choice in score units (selectionScaleFor), coins of the table (binomialCoinsFor). */
  readonly schedule: readonly { readonly scale: number; readonly coins: number }[];
};

/**
 * The select and measure rounds of AIM (McKenna et al. 2022) on shared counts. In each round the layer above says what its model expects;
 * the clique with the largest noisy score is opened as an index, then its noisy counts; the layer above refits. Opened are chosen cliques and
 * noisy tables, nothing else: exact counts, scores and noise stay shared. Rounds end when the schedule does, when `next` answers
 * null, which it decides by what is public, or with an opening that is left out. Noise is drawn before the first round that is not told by an
 * earlier attempt, for all that are left, and each piece is used once. Throws RangeError for a choice that was not to be chosen.
 */
export async function runAim(
  party: Party,
  job: AimJob,
  hooks: MechanismHooks & { readonly next: (round: number) => Promise<AimRound | null> | AimRound | null },
): Promise<void> {
  const { counts, layout, schedule, weights, fractionBits } = job;
  const { lane } = layout;
  let noise: RoundsNoise | undefined;
  for (const [round, { scale, coins }] of schedule.entries()) {
    const noiseOf = async () => {
      noise ??= await drawNoise(party, job, round);
      const { from, choices, tables } = noise;
      return { choice: choices[round - from]!, table: tables[round - from]! };
    };
    const plan = await hooks.next(round);
    if (plan === null) return;
    const { candidates, expect } = plan;
    const sensitivity = selectionSensitivity(job, candidates);
    const clique = await hooks.choose(
      { kind: "selection", round, sensitivity, scale, candidates: candidates.length },
      async () => {
        const { choice } = await noiseOf();
        const scores = await l1Scores(party, {
          ...expect(),
          counts,
          layout,
          weights,
          fractionBits,
          noise: choice,
        });
        const lanes = candidates.map((candidate) => lane[candidate]!);
        return async () => candidates[await argmax(party, scores, lanes)]!;
      },
    );
    if (clique === null) return;
    if (!candidates.includes(clique)) throw new RangeError(`table ${clique} could not be chosen`);
    const table = await hooks.measure({ kind: "measurement", clique, coins }, async () => {
      const { table: own } = await noiseOf();
      return () => measureClique(party, counts, cliqueLanes(layout, clique), { noise: own, coins });
    });
    if (table === null) return;
  }
}

/** Noise of the rounds from `from` on. */
type RoundsNoise = {
  readonly from: number;
  readonly choices: readonly Planes[];
  readonly tables: readonly Planes[];
};

async function drawNoise(party: Party, { layout, schedule }: AimJob, from: number): Promise<RoundsNoise> {
  const left = schedule.slice(from);
  const choices = await selectionNoise(
    party,
    32 * layout.laneWords,
    left.map(({ scale }) => scale),
  );
  const tables = await measurementNoise(
    party,
    Math.max(...layout.sizes),
    left.map(({ coins }) => coins),
  );
  return { from, choices, tables };
}
