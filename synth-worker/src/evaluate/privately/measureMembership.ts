import { toNumber } from "../../math/toNumber.ts";
import { Accountant } from "../../privacy/accountant.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import type { Interval } from "../interval.ts";
import { MEMBERSHIP_LEVELS } from "./membershipLevels.ts";

const Z95 = 1.959963984540054;

/**
 * AUC of a membership attack that calls the records nearest to the file members, differentially private. `scores` counts
 * one column of 2 x 6 cells: measured records by level (membershipLevels), then held-out records by level. One patient
 * is in one cell, so all of `rhoMicro` goes into this one table (rounded Gaussian, docs/proofs/rounded-gaussian.md).
 *
 * The limits add up the noise and the sampling of records by the delta method: moving a count c moves the AUC by (share of
 * the other group beaten - AUC) / group size. Cut to [0, 1]; a group whose noisy size is below 1 gives .5, 0 to 1.
 * Throws E3009 for a budget below one pico-rho.
 */
export async function measureMembership(input: {
  readonly scores: CountSource;
  readonly rhoMicro: bigint;
  readonly entropy: EntropySource;
}): Promise<Interval> {
  const { scores, rhoMicro, entropy } = input;
  const table = PrivateTable.open(
    scores,
    new Accountant({ rhoMicro }),
    { unit: "patient", relation: "add-remove", maxRecords: 1 },
    entropy,
  );
  const sigma = sigmaForRho({ num: rhoMicro, den: 1_000_000n }, table.sensitivities.countTable);
  const [noisy] = await table.measure([{ columns: [0], maps: [null], sigma }]);
  return aucOfLevels(
    noisy!.counts.subarray(0, MEMBERSHIP_LEVELS),
    noisy!.counts.subarray(MEMBERSHIP_LEVELS),
    toNumber(sigma),
  );
}

/** AUC with 95 % limits from counts by level, nearest first, that carry noise of standard deviation `sigma`. */
export function aucOfLevels(members: Float64Array, others: Float64Array, sigma: number): Interval {
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const [m, n] = [total(members), total(others)];
  if (!(m >= 1 && n >= 1)) return { value: 0.5, low: 0, high: 1 };
  // A member beats the others that are farther away; an other is beaten by the members that are nearer.
  const beats = beatenShare(others, n);
  const beaten = beatenShare(members.slice().reverse(), m).reverse();
  let auc = 0;
  members.forEach((count, level) => {
    auc += (count / m) * beats[level]!;
  });
  const spread = (counts: Float64Array, shares: Float64Array, size: number) =>
    counts.reduce((sum, count, level) => {
      const pull = (shares[level]! - auc) / size;
      return sum + pull * pull * (sigma * sigma + Math.max(0, count));
    }, 0);
  const half = Z95 * Math.sqrt(spread(members, beats, m) + spread(others, beaten, n));
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  return { value: cut(auc), low: cut(auc - half), high: cut(auc + half) };
}

/** Per level, the share of `counts` that lies farther away, and half of those at the level. */
function beatenShare(counts: Float64Array, total: number): Float64Array {
  const out = new Float64Array(counts.length);
  let farther = total;
  for (let level = 0; level < counts.length; level++) {
    farther -= counts[level]!;
    out[level] = (farther + counts[level]! / 2) / total;
  }
  return out;
}
