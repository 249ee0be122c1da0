import {
  argmax,
  l1Scores,
  laneLayout,
  memberLanes,
  openNumbers,
  type Party,
  type Planes,
  type RunningParty,
} from "@symbolon/synth-worker/mpc";
import { jointJob, SMALL_JOB, WHOLE_JOB } from "./jointJob.ts";
import type { PhaseCost } from "./phaseClock.ts";

/**
 * A program on inputs that nobody knows: `run` is measured, `check` compares its result with plain computation and throws Error, `phases`
 * says where the rounds of the run went.
 */
export type PreparedProgram = {
  run(): Promise<void>;
  check(): Promise<void>;
  phases?(): readonly PhaseCost[];
};

/** Programs by name. */
export const programs: Record<string, (party: RunningParty) => PreparedProgram> = {
  argmax64,
  score455k,
  job: (party) => jointJob(party, WHOLE_JOB),
  "small-job": (party) => jointJob(party, SMALL_JOB),
};

/** The largest of 64 scores of 32 bits; its place is opened. */
function argmax64(party: Party): PreparedProgram {
  const lanes = Array.from({ length: 64 }, (_, lane) => lane);
  const scores = randomPlanes(party, 32, 2);
  let winner = -1;
  return {
    async run() {
      winner = await argmax(party, scores, lanes);
    },
    async check() {
      const plain = await openNumbers(party, scores, lanes.length);
      const largest = plain.reduce((best, score) => Math.max(best, score));
      requireEqual(winner, plain.indexOf(largest));
    },
  };
}

/**
 * One scoring round of AIM over all three-way tables of 15 attributes with 10 bins each: 455 sums over 1,000 cells of the distance to a public count, cells
 * of 20 bits. One word of the scores is opened, so that in malicious mode every gate is verified inside the measured part.
 */
function score455k(party: Party): PreparedProgram {
  const width = 20;
  const layout = laneLayout(new Array<number>(455).fill(1000));
  const cells = layout.sizes.reduce((sum, size) => sum + size, 0);
  const counts = randomPlanes(party, width, layout.words);
  // Public and arbitrary: a linear congruence over the range of the counts.
  const expected = Float64Array.from({ length: cells }, (_, cell) => (cell * 7919 + 12_345) % 2 ** width);
  const ones = layout.sizes.map(() => 1);
  const zeros = layout.sizes.map(() => 0);
  let scores: Planes = [];
  return {
    async run() {
      scores = await l1Scores(party, {
        counts,
        layout,
        expected,
        weights: ones,
        penalties: zeros,
        fractionBits: 0,
      });
      const [lowest] = scores;
      await party.open({ own: lowest!.own.subarray(0, 1), next: lowest!.next.subarray(0, 1) });
    },
    async check() {
      const plainCounts = await openNumbers(party, counts, 32 * layout.words);
      const plainScores = await openNumbers(party, scores, 32 * layout.laneWords);
      let cell = 0;
      const lanes = memberLanes(layout);
      for (const [clique, size] of layout.sizes.entries()) {
        let sum = 0;
        for (let member = 0; member < size; member++, cell++)
          sum += Math.abs(plainCounts[lanes[cell]!]! - expected[cell]!);
        requireEqual(plainScores[layout.lane[clique]!]!, sum);
      }
    },
  };
}

function randomPlanes(party: Party, planes: number, words: number): Planes {
  return Array.from({ length: planes }, () => party.random(words));
}

function requireEqual(found: number, expected: number): void {
  if (found !== expected) throw new Error(`computed ${found}, plainly ${expected}`);
}
