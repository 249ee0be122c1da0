import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";
import type { AnsweredPart } from "./answeredPart.ts";
import { classifierFigures } from "./classifierFigures.ts";
import { holdoutPredictors } from "./holdoutPredictors.ts";
import { levelsToPredict } from "./levelsToPredict.ts";

type Task = EvaluationReport["utility"]["tasks"][number];

/** What boosted trees made of the holdout: places of its records in the table, their labels, and both models' log-odds. */
export type HoldoutScores = {
  readonly rows: Int32Array;
  readonly positive: Uint8Array;
  readonly synthetic: Float64Array;
  readonly real: Float64Array;
};

const NOTHING: Task["real"] = { auroc: null, brier: null, calibrationSlope: null, r2: null, roc: null };

/**
 * The report's rows for a class target: for every level of levelsToPredict (which says what `positive` does) one row with boosted trees and
 * one with logistic regression, learned from synthetic and from training records, judged on the holdout; all figures are null where there is
 * not a record to learn from. `scores` belongs to the first row; null without rows or without either model. Throws RangeError when the target
 * is no category in one of the parts, and as levelsToPredict.
 */
export function classTasks(
  synthetic: AnsweredPart,
  training: AnsweredPart,
  holdout: AnsweredPart,
  positive?: string,
): { tasks: Task[]; scores: HoldoutScores | null } {
  const answers = categoryOf(holdout);
  const levels = levelsToPredict(answers, categoryOf(training), positive);
  const sources = [synthetic, training].map((part) => ({
    answers: categoryOf(part),
    predictors: part.rows.length === 0 ? null : holdoutPredictors(part.features, holdout.features),
  }));
  const learners = [
    { learner: "boosted trees", method: "boostedTrees" },
    { learner: "logistic regression", method: "logisticRegression" },
  ] as const;
  let scores: HoldoutScores | null = null;
  const tasks = levels.flatMap((level) => {
    const labels = labelsOf(answers, level);
    return learners.map(({ learner, method }): Task => {
      const [fromSynthetic, fromReal] = sources.map(
        (source) => source.predictors?.[method](labelsOf(source.answers, level)) ?? null,
      );
      if (fromSynthetic && fromReal)
        scores ??= { rows: holdout.rows, positive: labels, synthetic: fromSynthetic, real: fromReal };
      const figures = (logOdds: Float64Array | null | undefined) =>
        logOdds ? classifierFigures(logOdds, labels) : NOTHING;
      return {
        target: answers.name,
        positive: answers.levels[level]!,
        learner,
        synthetic: figures(fromSynthetic),
        real: figures(fromReal),
      };
    });
  });
  return { tasks, scores };
}

type Category = MixedColumn & { kind: "category" };

function categoryOf({ answers }: AnsweredPart): Category {
  if (answers.kind !== "category") throw new RangeError(`column ${answers.name} is no category here`);
  return answers;
}

function labelsOf({ codes }: Category, level: number): Uint8Array {
  return Uint8Array.from(codes, (code) => Number(code === level));
}
