import type { Criterion } from "./criterion.ts";
import type { DonorTree } from "./donorTree.ts";

/** Below this gain, in records, a split tells nothing. */
const LEAST_GAIN = 1e-6;

/** Predictors as bin numbers in [0, binCounts[p]), column-major. */
export type Predictors = { readonly bins: readonly Uint8Array[]; readonly binCounts: readonly number[] };

type Split = { feature: number; threshold: number; gain: number };
type Open = { readonly node: number; readonly counts: Int32Array };

/**
 * Grows a tree depth first on class counts per bin: for every node the counts of (predictor, bin, class) give every cut's gain in one pass.
 * Of two siblings only the smaller is counted; the other is parent minus it. A leaf holds at least `leaf` of the `records`. Ties go to
 * the first predictor and the lowest cut, so the tree depends on nothing but its input. O(records * predictors * depth).
 */
export function growDonorTree(
  { bins, binCounts }: Predictors,
  criterion: Criterion,
  records: Int32Array,
  leaf: number,
): DonorTree {
  const { classes, count: K, restarts, weights } = criterion;
  const offsets = Int32Array.from(binCounts, (_, p) => K * binCounts.slice(0, p).reduce((a, b) => a + b, 0));
  const width = K * binCounts.reduce((a, b) => a + b, 0);
  const mostNodes = Math.max(1, 2 * Math.floor(records.length / leaf) - 1);
  const ints = () => new Int32Array(mostNodes).fill(-1);
  const tree = {
    nodes: 1,
    feature: ints(),
    threshold: ints(),
    left: ints(),
    right: ints(),
    parent: ints(),
    start: ints(),
    end: ints(),
    records: records.slice(),
  };
  const moved = new Int32Array(records.length);
  const spare: Int32Array[] = [];
  const below = new Float64Array(K);
  const whole = new Float64Array(K);

  const countClasses = (start: number, end: number): Int32Array => {
    const counts = spare.pop() ?? new Int32Array(width);
    counts.fill(0);
    for (let p = 0; p < bins.length; p++) {
      const column = bins[p]!;
      const offset = offsets[p]!;
      for (let i = start; i < end; i++) {
        const record = tree.records[i]!;
        counts[offset + K * column[record]! + classes[record]!]!++;
      }
    }
    return counts;
  };

  const bestSplit = (node: number, counts: Int32Array): Split | null => {
    const size = tree.end[node]! - tree.start[node]!;
    // Every predictor's counts add up to the node's; the first one's are as good as any.
    whole.fill(0);
    for (let i = 0; i < K * binCounts[0]!; i++) whole[i % K]! += counts[i]!;
    let total = 0;
    for (let k = 0; k < K; k++) {
      whole[k]! *= weights[k]!;
      total += whole[k]!;
    }
    const before = squares(whole, restarts) / total;
    const best: Split = { feature: -1, threshold: -1, gain: LEAST_GAIN };
    for (let p = 0; p < bins.length; p++) {
      below.fill(0);
      let weight = 0;
      let records = 0;
      let at = offsets[p]!;
      for (let bin = 0; bin + 1 < binCounts[p]!; bin++) {
        let here = 0;
        for (let k = 0; k < K; k++) {
          const found = counts[at++]!;
          if (found === 0) continue;
          here += found;
          below[k]! += found * weights[k]!;
          weight += found * weights[k]!;
        }
        records += here;
        if (here === 0 || records < leaf) continue;
        if (size - records < leaf) break;
        let left = 0;
        let right = 0;
        let runLeft = 0;
        let runRight = 0;
        for (let k = 0; k < K; k++) {
          if (restarts[k] === 1) {
            runLeft = 0;
            runRight = 0;
          }
          runLeft += below[k]!;
          runRight += whole[k]! - below[k]!;
          left += runLeft * runLeft;
          right += runRight * runRight;
        }
        const gain = left / weight + right / (total - weight) - before;
        if (gain > best.gain) {
          best.feature = p;
          best.threshold = bin;
          best.gain = gain;
        }
      }
    }
    return best.feature < 0 ? null : best;
  };

  const addNode = (parent: number, start: number, end: number): number => {
    const node = parent < 0 ? 0 : tree.nodes++;
    tree.parent[node] = parent;
    tree.start[node] = start;
    tree.end[node] = end;
    return node;
  };

  const open: Open[] = [];
  const isSplittable = (node: number) => tree.end[node]! - tree.start[node]! >= 2 * leaf && bins.length > 0;
  const root = addNode(-1, 0, records.length);
  if (isSplittable(root)) open.push({ node: root, counts: countClasses(0, records.length) });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, counts } = next;
    const split = bestSplit(node, counts);
    if (split === null) {
      spare.push(counts);
      continue;
    }
    const middle = divide(
      tree.records,
      moved,
      tree.start[node]!,
      tree.end[node]!,
      bins[split.feature]!,
      split.threshold,
    );
    tree.feature[node] = split.feature;
    tree.threshold[node] = split.threshold;
    const left = addNode(node, tree.start[node]!, middle);
    const right = addNode(node, middle, tree.end[node]!);
    tree.left[node] = left;
    tree.right[node] = right;
    const isLeftSmaller = middle - tree.start[node]! <= tree.end[node]! - middle;
    const [small, large] = isLeftSmaller ? [left, right] : [right, left];
    if (!isSplittable(large)) {
      spare.push(counts);
      continue;
    }
    const few = countClasses(tree.start[small]!, tree.end[small]!);
    for (let i = 0; i < width; i++) counts[i]! -= few[i]!;
    open.push({ node: large, counts });
    if (isSplittable(small)) open.push({ node: small, counts: few });
    else spare.push(few);
  }
  return tree;
}

/** Sum over classes of the squared running weight; see Criterion. */
function squares(weightOf: Float64Array, restarts: Uint8Array): number {
  let sum = 0;
  let run = 0;
  for (let k = 0; k < weightOf.length; k++) {
    if (restarts[k] === 1) run = 0;
    run += weightOf[k]!;
    sum += run * run;
  }
  return sum;
}

/** Moves the records of [start, end) with bin <= threshold to the front, both parts in their old order; gives the place between them. */
function divide(
  records: Int32Array,
  moved: Int32Array,
  start: number,
  end: number,
  column: Uint8Array,
  threshold: number,
): number {
  let front = start;
  let back = 0;
  for (let i = start; i < end; i++) {
    const record = records[i]!;
    if (column[record]! <= threshold) records[front++] = record;
    else moved[back++] = record;
  }
  records.set(moved.subarray(0, back), front);
  return front;
}
