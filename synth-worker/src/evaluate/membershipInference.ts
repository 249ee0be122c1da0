import { clopperPearson } from "../math/clopperPearson.ts";
import type { EncodedTable } from "../math/encodedTable.ts";
import { areaUnderRoc } from "./areaUnderRoc.ts";
import type { Interval } from "./interval.ts";
import { nearestTwo } from "./nearestTwo.ts";
import { pointsOf } from "./points.ts";

/** How well an attacker tells training from holdout records: 0.5 and 0.01 mean not at all. */
export type MembershipScore = { readonly auc: Interval; readonly tprAt1PercentFpr: Interval };

/**
 * Density-ratio membership attack in the manner of DOMIAS (van Breugel et al., AISTATS 2023) with nearest-neighbour
 * densities: a record is suspect when a synthetic record is nearer than the population makes likely. Score = (distance to
 * the reference + h) / (distance to the synthetic file + h), h half the finest step of any column, so that equal
 * cells do not divide by zero. Members are the training records; non-members and reference are the holdout.
 * A holdout record is not its own reference, and each training record leaves one holdout record out in turn, so
 * both groups face references of one size and the score is fair. Threshold for the true-positive rate: the lowest
 * at which at most 1 % of the non-members score strictly above it.
 * Throws RangeError for fewer than two training records or three holdout records, or no synthetic ones.
 */
export function membershipInference(files: {
  synthetic: EncodedTable;
  training: EncodedTable;
  holdout: EncodedTable;
}): MembershipScore {
  const synthetic = pointsOf(files.synthetic);
  const training = pointsOf(files.training);
  const holdout = pointsOf(files.holdout);
  if (synthetic.rows < 1 || training.rows < 2 || holdout.rows < 3) {
    throw new RangeError("too few records for a membership attack");
  }
  const smoothing = 0.5 / Math.max(1, Math.max(...files.synthetic.sizes) - 1);
  const score = (reference: Float64Array, made: Float64Array) =>
    reference.map((distance, i) => (distance + smoothing) / (made[i]! + smoothing));
  const members = score(
    nearestTwo(training, holdout, (row) => row % holdout.rows).first,
    nearestTwo(training, synthetic).first,
  );
  const nonMembers = score(
    nearestTwo(holdout, holdout, (row) => row).first,
    nearestTwo(holdout, synthetic).first,
  );
  const allowed = Math.floor(nonMembers.length / 100);
  const threshold = nonMembers.slice().sort()[nonMembers.length - 1 - allowed]!;
  const found = members.reduce((count, value) => count + (value > threshold ? 1 : 0), 0);
  return { auc: areaUnderRoc(members, nonMembers), tprAt1PercentFpr: clopperPearson(found, members.length) };
}
