import type { Classifier, LabelledTable } from "./classifier.ts";
import { fitLogit } from "./fitLogit.ts";
import { groupLevels } from "./groupLevels.ts";
import { indicatorLines } from "./indicatorLines.ts";
import { linePredictors } from "./linePredictors.ts";

const DEFAULTS = { ridge: 1, maxGroups: 32, maxSteps: 50 };

/**
 * Logistic regression on indicator variables, one per level (columns of more than `maxGroups` levels are cut into
 * groups of about equal counts first), with penalty ridge / 2 per squared coefficient and none on the intercept, by
 * fitLogit. Deterministic. Throws RangeError for no records or as many labels as there are not records.
 */
export function logisticRegression(data: LabelledTable, options: Partial<typeof DEFAULTS> = {}): Classifier {
  const { features, positive } = data;
  const { maxGroups, ...settings } = { ...DEFAULTS, ...options };
  const groups = features.columns.map((levels, f) => groupLevels(levels, features.sizes[f]!, maxGroups));
  const { weights } = fitLogit(indicatorLines(features, groups), positive, settings);
  return {
    score(table) {
      if (
        table.sizes.length !== groups.length ||
        table.sizes.some((levels, f) => levels !== groups[f]!.groupOf.length)
      )
        throw new RangeError("the table has other columns than the learner saw");
      return linePredictors(indicatorLines(table, groups), weights);
    },
  };
}
