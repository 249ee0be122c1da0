import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { type BoostingOptions, boostTrees } from "./boostTrees.ts";
import type { Classifier, LabelledTable } from "./classifier.ts";

/**
 * Gradient boosting for two classes, logistic loss, by boostTrees with the defaults of scikit-learn's HistGradientBoostingClassifier without
 * early stopping. Throws RangeError for no records or as many labels as there are not records.
 */
export function gradientBoostedTrees(data: LabelledTable, options: BoostingOptions = {}): Classifier {
  const { features, positive } = data;
  const { rows } = features;
  if (rows === 0 || positive.length !== rows)
    throw new RangeError(`${rows} records with ${positive.length} labels cannot be learned from`);
  const positives = positive.reduce((sum, label) => sum + label, 0);
  // Half a record of the class that is missing, so that the log-odds stay finite.
  const held = Math.min(Math.max(positives, 0.5), rows - 0.5);
  const score = boostTrees(
    features,
    deterministicLog(held / (rows - held)),
    (scores, gradients, hessians) => {
      for (let row = 0; row < rows; row++) {
        const probability = 1 / (1 + deterministicExp(-scores[row]!));
        gradients[row] = probability - positive[row]!;
        hessians[row] = probability * (1 - probability);
      }
    },
    options,
  );
  return { score };
}
