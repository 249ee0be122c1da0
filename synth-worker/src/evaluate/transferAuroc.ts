import type { EncodedTable } from "../math/encodedTable.ts";
import { areaUnderRoc } from "./areaUnderRoc.ts";
import type { Interval } from "./interval.ts";
import type { LabelledTable, Learner } from "./learners/classifier.ts";

/** What is to be predicted: whether column `target` has the level `positive`, from all columns but `without`. */
export type PredictionTask = {
  readonly target: number;
  readonly positive: number;
  /** Columns that give the target away, such as follow-up times. */
  readonly without?: readonly number[];
};

/**
 * Area under the ROC curve, with its 95 % interval, of a classifier learned from `train` and tried on `test`: with a
 * synthetic and a real table this is "train on synthetic, test on real" (Esteban, Hyland, Raetsch 2017). Throws
 * RangeError when the tables have different columns, or `test` has fewer than two records of either class.
 */
export function transferAuroc(
  train: EncodedTable,
  test: EncodedTable,
  task: PredictionTask,
  learner: Learner,
): Interval {
  const tried = labelled(test, task);
  const scores = learner(labelled(train, task)).score(tried.features);
  return areaUnderRoc(
    scores.filter((_, row) => tried.positive[row] === 1),
    scores.filter((_, row) => tried.positive[row] === 0),
  );
}

function labelled(table: EncodedTable, { target, positive, without = [] }: PredictionTask): LabelledTable {
  const levels = table.columns[target];
  if (levels === undefined) throw new RangeError(`there is no column ${target}`);
  const kept = table.sizes.map((_, column) => column).filter((c) => c !== target && !without.includes(c));
  return {
    features: {
      sizes: kept.map((column) => table.sizes[column]!),
      rows: table.rows,
      columns: kept.map((column) => table.columns[column]!),
    },
    positive: Uint8Array.from(levels, (level) => Number(level === positive)),
  };
}
