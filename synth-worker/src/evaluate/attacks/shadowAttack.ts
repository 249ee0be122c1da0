import { deterministicLog } from "../../math/deterministicLog.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { shuffle } from "../../random/shuffle.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { finestGap } from "../neighbours/finestGap.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { joinRecords } from "../neighbours/joinRecords.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { type MembershipFigures, membershipFigures } from "./membershipFigures.ts";
import { mostOutlying } from "./mostOutlying.ts";
import { publicStream } from "./publicStream.ts";
import { shadowScores } from "./shadowScores.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/** The generator under attack: trains on `records` and draws `rows` records; `run` numbers the calls, so each may have its own seed. */
export type Generate = (records: MixedTable, rows: number, run: number) => MixedTable;

const DEFAULTS = { targets: 100, shadows: 16 };
/** Candidates for targets per group. */
const MOST_CANDIDATES = 5000;
/** Share of the holdout's other records that one shadow is trained on, so that shadows differ. */
const BASE_SHARE = 0.8;

/**
 * Shadow-model attack on outliers, in the manner of TAPAS (Houssiau et al. 2022) with the per-target likelihood ratio of LiRA (Carlini et al.,
 * IEEE S&P 2022): those who stick out are the first to be found. Targets are the records of training half (members) and holdout (non-members)
 * that lie furthest from all others, the same number from equally many candidates of each. Every shadow is trained on four fifths of the
 * other holdout records (no more than there are training records), each target in half of the shadows; the statistic is the log distance from
 * the target to the nearest synthetic record.
 *
 * Cost: `shadows` trainings and draws of a full-size file; everything else is small. Power: 100 targets a side put the AUC's standard error
 * at .041, so only leaks above about .58 stand out; the two means of a target's statistic are known to sqrt(2 / shadows) of its spread: 16
 * shadows serve where a record's presence moves the statistic by about a spread, a generator that blurs more needs more. At most a twentieth
 * of a file are targets. With 100 or fewer non-members the 1 % threshold is the strongest of them.
 * Throws RangeError when there are fewer than 40 training or holdout records or no synthetic ones, when the shadows are not an even number of at
 * least 4, or the targets not at least 2.
 */
export function shadowAttack(
  files: ThreeFiles,
  generate: Generate,
  options: Partial<typeof DEFAULTS> = {},
): MembershipFigures {
  const { synthetic, training, holdout } = files;
  const { targets: wanted, shadows } = { ...DEFAULTS, ...options };
  const fewest = Math.min(training.rows, holdout.rows);
  if (fewest < 40 || synthetic.rows < 1) throw new RangeError("too few records for shadow models");
  if (
    !Number.isInteger(shadows) ||
    shadows < 4 ||
    shadows % 2 !== 0 ||
    !Number.isInteger(wanted) ||
    wanted < 2
  )
    throw new RangeError("shadow models need an even number of at least 4, and at least 2 targets");
  const perGroup = Math.min(wanted, Math.floor(fewest / 20));
  const all = joinRecords(training, holdout);
  const scales = columnScales([all]);
  const candidates = Math.min(fewest, MOST_CANDIDATES);
  const members = mostOutlying(all, evenRows(training.rows, candidates), perGroup, scales);
  const outside = evenRows(holdout.rows, candidates).map((row) => training.rows + row);
  const targets = Int32Array.of(...members, ...mostOutlying(all, outside, perGroup, scales));
  const isTarget = new Set(targets);
  const others = Int32Array.from({ length: holdout.rows }, (_, row) => training.rows + row).filter(
    (row) => !isTarget.has(row),
  );
  const baseRows = Math.min(training.rows, Math.floor(others.length * BASE_SHARE));

  const targetPoints = gowerPoints(pickRecords(all, targets), scales);
  const smoothing = finestGap(all, scales) / 2;
  const statistics = (file: MixedTable) =>
    nearestGower(targetPoints, gowerPoints(file, scales), { k: 1 }).distances.map((distance) =>
      deterministicLog(distance + smoothing),
    );

  const stream = publicStream("shadows");
  const trainedOn = Array.from(targets, () => {
    const halves = Int32Array.from({ length: shadows }, (_, shadow) => shadow % 2);
    shuffle(halves, stream);
    return halves;
  });
  const seen = Array.from({ length: shadows }, (_, shadow) => {
    shuffle(others, stream);
    const included = targets.filter((_, target) => trainedOn[target]![shadow] === 1);
    const rows = Int32Array.of(...others.subarray(0, baseRows), ...included).sort();
    return statistics(generate(pickRecords(all, rows), synthetic.rows, shadow));
  });
  const scores = shadowScores(statistics(synthetic), seen, trainedOn);
  return membershipFigures("shadow models", scores.slice(0, perGroup), scores.slice(perGroup));
}
