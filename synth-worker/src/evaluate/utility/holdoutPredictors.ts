import { deterministicLog } from "../../math/deterministicLog.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { equalCountCodes } from "../fidelity/equalCountCodes.ts";
import { boostedRegression } from "../learners/boostedRegression.ts";
import { fitLogit } from "../learners/fitLogit.ts";
import { gradientBoostedTrees } from "../learners/gradientBoostedTrees.ts";
import { linePredictors } from "../learners/linePredictors.ts";
import { ridgeRegression } from "../learners/ridgeRegression.ts";
import { standardiser } from "./standardiser.ts";

/** Fits with labels (or targets) of the training records and gives log-odds (or predictions) of the holdout records. */
export type HoldoutPredictors = {
  readonly boostedTrees: (positive: Uint8Array) => Float64Array;
  readonly logisticRegression: (positive: Uint8Array) => Float64Array;
  readonly boostedRegression: (targets: Float64Array) => Float64Array;
  readonly linearRegression: (targets: Float64Array) => Float64Array;
};

/** The penalty of the linear models on standardised columns: scikit-learn's default for its logistic regression (C = 1). */
const RIDGE = 1;

/**
 * The fixed learners, on the features of `train`, tried on the features of `holdout`. Trees see numbers in at most 254 bins of about equal
 * counts (of both tables together, labels not looked at), a missing one in the last bin; linear models see standardiser's lines. Labels of one
 * class teach nothing: every holdout record then has the same log-odds, and rounding ranks none of them. Every fit throws RangeError when
 * there are as many labels as there are not training records, or none.
 */
export function holdoutPredictors(train: MixedTable, holdout: MixedTable): HoldoutPredictors {
  const [trainCodes, holdoutCodes] = equalCountCodes([train, holdout]);
  const linesOf = standardiser(train);
  const trainLines = linesOf(train);
  const holdoutLines = linesOf(holdout);
  const unlessOneClass =
    (learn: (positive: Uint8Array) => Float64Array) =>
    (positive: Uint8Array): Float64Array => {
      const positives = positive.reduce((sum, label) => sum + label, 0);
      const negatives = positive.length - positives;
      if (positives > 0 && negatives > 0) return learn(positive);
      if (positive.length !== train.rows || train.rows === 0)
        throw new RangeError(`${train.rows} records with ${positive.length} labels cannot be learned from`);
      return new Float64Array(holdout.rows).fill(deterministicLog((positives + 0.5) / (negatives + 0.5)));
    };
  return {
    boostedTrees: unlessOneClass((positive) =>
      gradientBoostedTrees({ features: trainCodes!, positive }).score(holdoutCodes!),
    ),
    logisticRegression: unlessOneClass((positive) =>
      linePredictors(holdoutLines, fitLogit(trainLines, positive, { ridge: RIDGE, maxSteps: 50 }).weights),
    ),
    boostedRegression: (targets) => boostedRegression(trainCodes!, targets)(holdoutCodes!),
    linearRegression: (targets) => linePredictors(holdoutLines, ridgeRegression(trainLines, targets, RIDGE)),
  };
}
