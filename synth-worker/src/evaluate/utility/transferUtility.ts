import type { EvaluationReport } from "@symbolon/protocol";
import { answeredPart } from "./answeredPart.ts";
import { checkSameColumns } from "./checkSameColumns.ts";
import { classTasks, type HoldoutScores } from "./classTasks.ts";
import { numberTasks } from "./numberTasks.ts";
import type { UtilityTables } from "./utilityTables.ts";

/** What is predicted, the level that counts as positive where the target has two, and columns that give it away. */
export type TransferTask = {
  readonly target: string;
  readonly positive?: string | undefined;
  readonly without?: readonly string[];
};

/**
 * Train on synthetic, test on real (Esteban, Hyland, Raetsch 2017) beside train on real, test on real: fixed learners predict column `target`
 * of the holdout from all columns but itself and those in `without`. Records without target are left out; missing cells of other columns are
 * values of their own. Rows as in classTasks for a category and numberTasks for a number; none when the holdout has no record with target.
 * `scores` are those of the first row's boosted trees, null for a number. Throws RangeError for no such column or level, and for tables of
 * different columns.
 */
export function transferUtility(
  { synthetic, training, holdout }: UtilityTables,
  { target, positive, without = [] }: TransferTask,
): { tasks: EvaluationReport["utility"]["tasks"]; scores: HoldoutScores | null } {
  checkSameColumns(holdout, synthetic);
  checkSameColumns(holdout, training);
  const tried = answeredPart(holdout, target, without);
  if (tried.rows.length === 0) return { tasks: [], scores: null };
  const made = answeredPart(synthetic, target, without);
  const real = answeredPart(training, target, without);
  return tried.answers.kind === "number"
    ? { tasks: numberTasks(made, real, tried), scores: null }
    : classTasks(made, real, tried, positive);
}
