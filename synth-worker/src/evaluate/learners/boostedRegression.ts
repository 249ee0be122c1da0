import type { EncodedTable } from "../../math/encodedTable.ts";
import { type BoostingOptions, boostTrees } from "./boostTrees.ts";

/**
 * Gradient boosting for a number, squared loss, by boostTrees with the defaults of scikit-learn's HistGradientBoostingRegressor without early
 * stopping. Gives the prediction for every record of a table with the same columns. Throws RangeError for no records or as many targets as
 * there are not records.
 */
export function boostedRegression(
  features: EncodedTable,
  targets: Float64Array,
  options: BoostingOptions = {},
): (table: EncodedTable) => Float64Array {
  const { rows } = features;
  if (rows === 0 || targets.length !== rows)
    throw new RangeError(`${rows} records with ${targets.length} targets cannot be learned from`);
  const mean = targets.reduce((sum, target) => sum + target, 0) / rows;
  return boostTrees(
    features,
    mean,
    (scores, gradients, hessians) => {
      hessians.fill(1);
      for (let row = 0; row < rows; row++) gradients[row] = scores[row]! - targets[row]!;
    },
    options,
  );
}
