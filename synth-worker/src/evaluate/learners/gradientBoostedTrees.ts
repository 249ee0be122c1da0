import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import type { Classifier, LabelledTable } from "./classifier.ts";
import { groupLevels, type LevelGroups } from "./groupLevels.ts";
import { growTree, type Tree, type TreeLimits } from "./growTree.ts";

/** The defaults of scikit-learn's HistGradientBoostingClassifier, without early stopping. */
const DEFAULTS = {
  iterations: 100,
  learningRate: 0.1,
  maxLeaves: 31,
  minSamplesPerLeaf: 20,
  l2: 0,
  maxBins: 255,
};

/**
 * Gradient boosting for two classes on histograms, logistic loss (Friedman 2001; Ke et al. 2017). Levels are taken as
 * ordinal numbers, a missing level as the number it has; columns of more than `maxBins` levels are cut into bins of
 * about equal counts. Deterministic: no subsampling, ties go to the first column and the lowest cut, and only exact
 * arithmetic is used. Throws RangeError for no records or as many labels as there are not records.
 */
export function gradientBoostedTrees(
  data: LabelledTable,
  options: Partial<typeof DEFAULTS> = {},
): Classifier {
  const { features, positive } = data;
  const { rows } = features;
  if (rows === 0 || positive.length !== rows)
    throw new RangeError(`${rows} records with ${positive.length} labels cannot be learned from`);
  const { iterations, maxBins, ...limits } = { ...DEFAULTS, ...options } satisfies TreeLimits;
  const groups = features.columns.map((levels, f) => groupLevels(levels, features.sizes[f]!, maxBins));
  const binned = { bins: binsOf(features, groups), binCounts: groups.map((each) => each.groups) };

  const positives = positive.reduce((sum, label) => sum + label, 0);
  // Half a record of the class that is missing, so that the log-odds stay finite.
  const held = Math.min(Math.max(positives, 0.5), rows - 0.5);
  const start = deterministicLog(held / (rows - held));
  const scores = new Float64Array(rows).fill(start);
  const gradients = new Float64Array(rows);
  const hessians = new Float64Array(rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const trees: Tree[] = [];
  for (let round = 0; round < iterations; round++) {
    for (let row = 0; row < rows; row++) {
      const probability = 1 / (1 + deterministicExp(-scores[row]!));
      gradients[row] = probability - positive[row]!;
      hessians[row] = probability * (1 - probability);
    }
    trees.push(growTree(binned, { gradients, hessians }, limits, order, scores));
  }
  return { score: (table) => scoreOf(table, groups, trees, start) };
}

function binsOf(table: EncodedTable, groups: readonly LevelGroups[]): Uint8Array[] {
  return table.columns.map((levels, f) => {
    const { groupOf } = groups[f]!;
    const bins = new Uint8Array(table.rows);
    for (let row = 0; row < bins.length; row++) bins[row] = groupOf[levels[row]!]!;
    return bins;
  });
}

/** Throws RangeError for a table of other columns than those learned from. */
function scoreOf(
  table: EncodedTable,
  groups: readonly LevelGroups[],
  trees: readonly Tree[],
  start: number,
): Float64Array {
  if (
    table.sizes.length !== groups.length ||
    table.sizes.some((size, f) => size !== groups[f]!.groupOf.length)
  )
    throw new RangeError("the table has other columns than the learner saw");
  const bins = binsOf(table, groups);
  const scores = new Float64Array(table.rows).fill(start);
  for (const { feature, threshold, left, right, value } of trees) {
    for (let row = 0; row < scores.length; row++) {
      let node = 0;
      while (left[node]! >= 0)
        node = bins[feature[node]!]![row]! <= threshold[node]! ? left[node]! : right[node]!;
      scores[row]! += value[node]!;
    }
  }
  return scores;
}
