import type { RankedTree } from "../model/treesModel.ts";

/** The leaf that each of the `rows` falls into; `bins` are the predictors' columns in the tree's order. */
export function routeRows(
  { tree, ranks }: RankedTree,
  bins: readonly Uint8Array[],
  rows: Int32Array,
): Int32Array {
  const { feature, threshold, left, right } = tree;
  return rows.map((row) => {
    let node = 0;
    while (left[node]! >= 0) {
      const p = feature[node]!;
      const bin = bins[p]![row]!;
      node = (ranks[p]?.[bin] ?? bin) <= threshold[node]! ? left[node]! : right[node]!;
    }
    return node;
  });
}
