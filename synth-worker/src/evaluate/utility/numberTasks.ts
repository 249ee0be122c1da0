import type { EvaluationReport } from "@symbolon/protocol";
import type { AnsweredPart } from "./answeredPart.ts";
import { determination } from "./determination.ts";
import { holdoutPredictors } from "./holdoutPredictors.ts";

type Task = EvaluationReport["utility"]["tasks"][number];

/**
 * The report's rows for a number target: boosted trees and linear regression, learned from synthetic and from training records, judged by r2
 * on the holdout (null where there is not a record to learn from, or the holdout's target is constant). Throws RangeError when the target is
 * no number in one of them.
 */
export function numberTasks(synthetic: AnsweredPart, training: AnsweredPart, holdout: AnsweredPart): Task[] {
  const targets = targetsOf(holdout);
  const [fromSynthetic, fromReal] = [synthetic, training].map((part) => {
    const learnt = (r2: number | null) => ({
      auroc: null,
      brier: null,
      calibrationSlope: null,
      r2,
      roc: null,
    });
    if (part.rows.length === 0) return { trees: learnt(null), linear: learnt(null) };
    const predictors = holdoutPredictors(part.features, holdout.features);
    const known = targetsOf(part);
    return {
      trees: learnt(determination(targets, predictors.boostedRegression(known))),
      linear: learnt(determination(targets, predictors.linearRegression(known))),
    };
  });
  const shared = { target: holdout.answers.name, positive: null };
  return [
    { ...shared, learner: "boosted trees", synthetic: fromSynthetic!.trees, real: fromReal!.trees },
    { ...shared, learner: "linear regression", synthetic: fromSynthetic!.linear, real: fromReal!.linear },
  ];
}

function targetsOf({ answers }: AnsweredPart): Float64Array {
  if (answers.kind !== "number") throw new RangeError(`column ${answers.name} is no number here`);
  return answers.values;
}
