import { pickRecords } from "../../math/pickRecords.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { finestGap } from "../neighbours/finestGap.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { type MembershipFigures, membershipFigures } from "./membershipFigures.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/** Records of each group that are attacked. */
const MOST_RECORDS = 5000;

/**
 * Density-ratio membership attack in the manner of DOMIAS (van Breugel et al., AISTATS 2023) with nearest-neighbour densities: a record is
 * suspect when a synthetic record is nearer than the population makes likely. Score = (distance to the reference + h) / (distance to the
 * synthetic file + h) in Gower's distance, numbers scaled by their range over training and holdout records; h is half the smallest distance
 * that one cell can make, so that equal records do not divide by zero. Members are training records; non-members and reference are the
 * holdout. A holdout record is not its own reference, and each training record leaves one holdout record out in turn: both groups face
 * references of one size, so the score of a file that nobody's data went into is fair. At most 5,000 evenly spaced records of each group
 * are attacked (AUC standard error .006); reference and synthetic file are used whole.
 * Throws RangeError for fewer than two training records or three holdout records, or no synthetic ones.
 */
export function membershipAttack(files: ThreeFiles): MembershipFigures {
  const { synthetic, training, holdout } = files;
  if (synthetic.rows < 1 || training.rows < 2 || holdout.rows < 3)
    throw new RangeError("too few records for a membership attack");
  const scales = columnScales([training, holdout]);
  const made = gowerPoints(synthetic, scales);
  const reference = gowerPoints(holdout, scales);
  const attacked = evenRows(holdout.rows, MOST_RECORDS);
  const members = gowerPoints(pickRecords(training, evenRows(training.rows, MOST_RECORDS)), scales);
  const nonMembers = gowerPoints(pickRecords(holdout, attacked), scales);
  const smoothing = finestGap(holdout, scales) / 2;
  const score = (group: typeof members, leftOut: (row: number) => number) => {
    const toReference = nearestGower(group, reference, { k: 1, leftOut }).distances;
    const toSynthetic = nearestGower(group, made, { k: 1 }).distances;
    return toReference.map((distance, i) => (distance + smoothing) / (toSynthetic[i]! + smoothing));
  };
  return membershipFigures(
    "nearest neighbour",
    score(members, (row) => row % holdout.rows),
    score(nonMembers, (row) => attacked[row]!),
  );
}
