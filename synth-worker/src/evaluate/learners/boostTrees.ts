import type { EncodedTable } from "../../math/encodedTable.ts";
import { groupLevels, type LevelGroups } from "./groupLevels.ts";
import { growTree, type Tree, type TreeLimits } from "./growTree.ts";

/** The defaults of scikit-learn's HistGradientBoosting estimators, without early stopping. */
const DEFAULTS = {
  iterations: 100,
  learningRate: 0.1,
  maxLeaves: 31,
  minSamplesPerLeaf: 20,
  l2: 0,
  maxBins: 255,
};
export type BoostingOptions = Partial<typeof DEFAULTS>;

/** Writes the loss's first and second derivatives at the scores, record by record. */
export type Derivatives = (scores: Float64Array, gradients: Float64Array, hessians: Float64Array) => void;

/**
 * Gradient boosting on histograms (Friedman 2001; Ke et al. 2017) from the score `start` for any loss that has `derivatives`. Levels are taken
 * as ordinal numbers, a missing level as the number it has; columns of more than `maxBins` levels are cut into bins of about equal counts.
 * Gives the score of every record of a table with the same columns, and throws RangeError for one with others. Deterministic: no subsampling,
 * ties go to the first column and the lowest cut, and only exact arithmetic is used.
 */
export function boostTrees(
  features: EncodedTable,
  start: number,
  derivatives: Derivatives,
  options: BoostingOptions = {},
): (table: EncodedTable) => Float64Array {
  const { rows } = features;
  const { iterations, maxBins, ...limits } = { ...DEFAULTS, ...options } satisfies TreeLimits;
  const groups = features.columns.map((levels, f) => groupLevels(levels, features.sizes[f]!, maxBins));
  const binned = { bins: binsOf(features, groups), binCounts: groups.map((each) => each.groups) };
  const scores = new Float64Array(rows).fill(start);
  const gradients = new Float64Array(rows);
  const hessians = new Float64Array(rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const trees: Tree[] = [];
  for (let round = 0; round < iterations; round++) {
    derivatives(scores, gradients, hessians);
    trees.push(growTree(binned, { gradients, hessians }, limits, order, scores));
  }
  return (table) => scoreOf(table, groups, trees, start);
}

function binsOf(table: EncodedTable, groups: readonly LevelGroups[]): Uint8Array[] {
  return table.columns.map((levels, f) => {
    const { groupOf } = groups[f]!;
    const bins = new Uint8Array(table.rows);
    for (let row = 0; row < bins.length; row++) bins[row] = groupOf[levels[row]!]!;
    return bins;
  });
}

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
