import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { pickColumns } from "../neighbours/pickColumns.ts";
import { type DisclosureRisk, disclosureRisk, type Tally } from "./disclosureRisk.ts";
import { publicStream } from "./publicStream.ts";
import type { ThreeFiles } from "./threeFiles.ts";

const DEFAULTS = { guesses: 1000, k: 1 };

/**
 * Anonymeter's linkability risk (Giomi et al., PoPETs 2023): somebody holds two files with different columns of the same people and joins them
 * through the synthetic one. A target is linked when one of its k nearest synthetic records by the first column set is also among the k nearest
 * by the second (Gower's distance). Column sets: every other column, unless given. Attack: even sample of training records; control: of
 * holdout records; naive: training targets with k random synthetic records for each set.
 * null for fewer than two columns or an empty file. Throws RangeError for a column set that is empty, or columns that are not there.
 */
export function linkabilityRisk(
  files: ThreeFiles,
  options: Partial<typeof DEFAULTS> & {
    readonly columnSets?: readonly [readonly number[], readonly number[]];
  } = {},
): DisclosureRisk | null {
  const { guesses, k } = { ...DEFAULTS, ...options };
  const { synthetic, training, holdout } = files;
  const columns = synthetic.columns.length;
  if (columns < 2 || synthetic.rows < 1 || training.rows < 1 || holdout.rows < 1) return null;
  const every = Array.from({ length: columns }, (_, column) => column);
  const sets = options.columnSets ?? [every.filter((c) => c % 2 === 0), every.filter((c) => c % 2 === 1)];
  if (sets.some((set) => set.length === 0)) throw new RangeError("a column set is empty");
  const scales = columnScales([training, holdout]);
  const kept = Math.min(k, synthetic.rows);

  const tally = (table: MixedTable): Tally => {
    const targets = pickRecords(table, evenRows(table.rows, guesses));
    const [first, second] = sets.map((set) => {
      const points = (file: MixedTable) =>
        gowerPoints(
          pickColumns(file, set),
          set.map((c) => scales[c]!),
        );
      return nearestGower(points(targets), points(synthetic), { k: kept }).places;
    });
    return { hits: countShared(first!, second!, kept), guesses: targets.rows };
  };
  const { nextBelow } = publicStream("link");
  const guessed = Math.min(guesses, training.rows);
  const random = () => Int32Array.from({ length: guessed * kept }, () => nextBelow(synthetic.rows));
  return disclosureRisk("linkability", null, {
    attack: tally(training),
    control: tally(holdout),
    naive: { hits: countShared(random(), random(), kept), guesses: guessed },
  });
}

/** Targets whose k places in the one list and in the other have one in common. */
function countShared(first: Int32Array, second: Int32Array, k: number): number {
  let shared = 0;
  for (let start = 0; start < first.length; start += k) {
    const places = second.subarray(start, start + k);
    if (first.subarray(start, start + k).some((place) => places.includes(place))) shared++;
  }
  return shared;
}
