import type { fastStream } from "../../random/fastStream.ts";
import type { FittedStep } from "../../trees/model/treesModel.ts";

/** A training record, the tree that it is of and the leaf that the row fell into. */
export type Donor = { readonly record: number; readonly tree: number; readonly leaf: number };

/** Random looks into a leaf before it is searched. */
const LOOKS = 6;

/**
 * A record that `fits`, from the leaf of a tree chosen at random that the row's bins lead to, else from the nearest ancestor that has one; null when
 * the tree has none.
 */
export function pickDonor(
  { predictors, trees }: FittedStep,
  bins: Uint8Array,
  fits: (record: number) => boolean,
  stream: ReturnType<typeof fastStream>,
): Donor | null {
  const chosen = stream.nextBelow(trees.length);
  const { tree, ranks } = trees[chosen]!;
  let leaf = 0;
  while (tree.left[leaf]! >= 0) {
    const p = tree.feature[leaf]!;
    const bin = bins[predictors[p]!]!;
    leaf = (ranks[p]?.[bin] ?? bin) <= tree.threshold[leaf]! ? tree.left[leaf]! : tree.right[leaf]!;
  }
  for (let node = leaf; node >= 0; node = tree.parent[node]!) {
    const start = tree.start[node]!;
    const count = tree.end[node]! - start;
    for (let look = 0; look < LOOKS; look++) {
      const record = tree.records[start + stream.nextBelow(count)]!;
      if (fits(record)) return { record, tree: chosen, leaf };
    }
    const from = stream.nextBelow(count);
    for (let i = 0; i < count; i++) {
      const record = tree.records[start + ((from + i) % count)]!;
      if (fits(record)) return { record, tree: chosen, leaf };
    }
  }
  return null;
}
