import type { Party } from "../rss/party.ts";
import { argmax } from "./argmax.ts";
import { cliqueLanes } from "./cliqueLanes.ts";
import { l1Scores, type ScoreInput } from "./l1Scores.ts";
import type { LaneLayout } from "./laneLayout.ts";
import { measureClique } from "./measureClique.ts";
import { measurementNoise } from "./measurementNoise.ts";
import type { MechanismHooks } from "./mechanismHooks.ts";
import type { Planes } from "./planes.ts";
import { selectionNoise } from "./selectionNoise.ts";

/** What is public about a round: who may be chosen, and what the scores are measured against (the model so far). */
export type AimRound = Omit<ScoreInput, "counts" | "layout" | "noise"> & {
  /** Cliques that may be chosen; of equal scores the one listed first is. */
  readonly candidates: readonly number[];
};

export type AimJob = {
  readonly counts: Planes;
  readonly layout: LaneLayout;
  /** At most so many rounds, and the noise of each: of the choice in score units (selectionScaleFor), coins of the table (binomialCoinsFor). */
  readonly schedule: readonly { readonly scale: number; readonly coins: number }[];
};

/**
 * The select and measure rounds of AIM (McKenna et al. 2022) on shared counts. In each round the layer above says what its model expects;
 * the clique with the largest noisy score is opened as an index, then its noisy counts; the layer above refits. Opened are chosen cliques and
 * noisy tables, nothing else: exact counts, scores and noise stay shared. Rounds end when the schedule does, or when `next` answers
 * null, which it decides by what is public. All noise is drawn first, and each piece is used once.
 */
export async function runAim(
  party: Party,
  { counts, layout, schedule }: AimJob,
  hooks: MechanismHooks & { readonly next: (round: number) => Promise<AimRound | null> | AimRound | null },
): Promise<void> {
  const { lane, laneWords, sizes } = layout;
  if (schedule.length === 0) return;
  const choiceNoise = await selectionNoise(
    party,
    32 * laneWords,
    schedule.map(({ scale }) => scale),
  );
  const tableNoise = await measurementNoise(
    party,
    Math.max(...sizes),
    schedule.map(({ coins }) => coins),
  );
  for (const [round, { scale, coins }] of schedule.entries()) {
    const plan = await hooks.next(round);
    if (plan === null) return;
    const { candidates } = plan;
    const scores = await l1Scores(party, { ...plan, counts, layout, noise: choiceNoise[round]! });
    const sensitivity =
      2 ** plan.fractionBits * Math.max(1, ...candidates.map((clique) => plan.weights[clique]!));
    await hooks.charge({ kind: "selection", round, sensitivity, scale, candidates: candidates.length });
    const place = await argmax(
      party,
      scores,
      candidates.map((clique) => lane[clique]!),
    );
    const clique = candidates[place]!;
    await hooks.charge({ kind: "measurement", round, cliques: [clique], coins });
    const table = await measureClique(party, counts, cliqueLanes(layout, clique), {
      noise: tableNoise[round]!,
      coins,
    });
    await hooks.measured({ round, clique, counts: table, coins });
  }
}
