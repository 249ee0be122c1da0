/** Feature columns as bin numbers, column-major: bins[feature][record] in [0, binCounts[feature]). */
export type BinnedFeatures = {
  readonly bins: readonly Uint8Array[];
  readonly binCounts: readonly number[];
};

/** Node n asks whether bins[feature[n]] <= threshold[n] and goes to left[n] or right[n]; left[n] < 0 is a leaf. */
export type Tree = {
  readonly feature: Int32Array;
  readonly threshold: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly value: Float64Array;
};

export type TreeLimits = {
  readonly maxLeaves: number;
  readonly minSamplesPerLeaf: number;
  readonly l2: number;
  /** Factor on every leaf's Newton step. */
  readonly learningRate: number;
};

/** Below this sum of second derivatives a node is not split: the loss is flat there. */
const MIN_HESSIAN = 1e-3;
/** Sum of first derivatives, of second derivatives, and the number of records, in a row for each bin. */
const FIELDS = 3;

type Node = {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  histogram: Float64Array | null;
  split: Split | null;
};
type Split = {
  gain: number;
  feature: number;
  threshold: number;
  gradient: number;
  hessian: number;
  count: number;
};

/**
 * Grows one regression tree on first and second derivatives of a loss, best leaf first, by histograms (Ke et al.,
 * LightGBM, NeurIPS 2017; gain and leaf value as in Chen and Guestrin, KDD 2016, eq. 6 and 7). Of two siblings only
 * the smaller is counted; the other is parent minus it. `order` holds the record numbers and is rearranged, so that it
 * can be used again. Adds every record's leaf value to scores[record].
 */
export function growTree(
  features: BinnedFeatures,
  derivatives: { readonly gradients: Float64Array; readonly hessians: Float64Array },
  limits: TreeLimits,
  order: Int32Array,
  scores: Float64Array,
): Tree {
  const { bins, binCounts } = features;
  const { gradients, hessians } = derivatives;
  const rows = order.length;
  const offsets = binCounts.map((_, f) => FIELDS * binCounts.slice(0, f).reduce((a, b) => a + b, 0));
  const width = FIELDS * binCounts.reduce((a, b) => a + b, 0);
  const spare: Float64Array[] = [];
  const moved = new Int32Array(rows);
  const nearGradients = new Float64Array(rows);
  const nearHessians = new Float64Array(rows);
  const maxNodes = 2 * limits.maxLeaves - 1;
  const tree: Tree = {
    feature: new Int32Array(maxNodes),
    threshold: new Int32Array(maxNodes),
    left: new Int32Array(maxNodes).fill(-1),
    right: new Int32Array(maxNodes).fill(-1),
    value: new Float64Array(maxNodes),
  };

  const count = (start: number, end: number): Float64Array => {
    const histogram = spare.pop() ?? new Float64Array(width);
    histogram.fill(0);
    // Gathered once, read once per feature.
    for (let i = start; i < end; i++) {
      nearGradients[i] = gradients[order[i]!]!;
      nearHessians[i] = hessians[order[i]!]!;
    }
    bins.forEach((column, f) => {
      const offset = offsets[f]!;
      for (let i = start; i < end; i++) {
        const place = offset + FIELDS * column[order[i]!]!;
        histogram[place]! += nearGradients[i]!;
        histogram[place + 1]! += nearHessians[i]!;
        histogram[place + 2]!++;
      }
    });
    return histogram;
  };

  const bestSplit = (node: Node): Split | null => {
    const samples = node.end - node.start;
    const least = limits.minSamplesPerLeaf;
    if (samples < 2 * least || node.hessian < MIN_HESSIAN) return null;
    const histogram = node.histogram!;
    const whole = (node.gradient * node.gradient) / (node.hessian + limits.l2);
    let best: Split | null = null;
    for (let feature = 0; feature < binCounts.length; feature++) {
      let gradient = 0;
      let hessian = 0;
      let below = 0;
      for (let threshold = 0; threshold < binCounts[feature]! - 1; threshold++) {
        const place = offsets[feature]! + FIELDS * threshold;
        const here = histogram[place + 2]!;
        // An empty bin is the same cut as the one before it.
        if (here === 0) continue;
        gradient += histogram[place]!;
        hessian += histogram[place + 1]!;
        below += here;
        if (below < least || hessian < MIN_HESSIAN) continue;
        const above = node.hessian - hessian;
        if (samples - below < least || above < MIN_HESSIAN) break;
        const gradientAbove = node.gradient - gradient;
        const gain =
          (gradient * gradient) / (hessian + limits.l2) +
          (gradientAbove * gradientAbove) / (above + limits.l2) -
          whole;
        if (gain > (best?.gain ?? 0)) best = { gain, feature, threshold, gradient, hessian, count: below };
      }
    }
    return best;
  };

  /** Moves records below the cut to the front, both parts in their old order. */
  const partition = (node: Node, split: Split): number => {
    const column = bins[split.feature]!;
    let low = node.start;
    let high = 0;
    for (let i = node.start; i < node.end; i++) {
      const row = order[i]!;
      if (column[row]! <= split.threshold) order[low++] = row;
      else moved[high++] = row;
    }
    order.set(moved.subarray(0, high), low);
    return low;
  };

  const prepared = (node: Node): Node => {
    node.split = bestSplit(node);
    if (node.split === null && node.histogram !== null) {
      spare.push(node.histogram);
      node.histogram = null;
    }
    return node;
  };

  let gradient = 0;
  let hessian = 0;
  for (let i = 0; i < rows; i++) {
    gradient += gradients[order[i]!]!;
    hessian += hessians[order[i]!]!;
  }
  const leaves = [
    prepared({ id: 0, start: 0, end: rows, gradient, hessian, histogram: count(0, rows), split: null }),
  ];
  let nodes = 1;
  while (leaves.length < limits.maxLeaves) {
    let chosen = -1;
    leaves.forEach((leaf, i) => {
      const gain = leaf.split?.gain ?? 0;
      if (gain > (leaves[chosen]?.split?.gain ?? 0)) chosen = i;
    });
    const node = leaves[chosen];
    if (node?.split == null) break;
    const { split } = node;
    const middle = partition(node, split);
    tree.feature[node.id] = split.feature;
    tree.threshold[node.id] = split.threshold;
    tree.left[node.id] = nodes;
    tree.right[node.id] = nodes + 1;
    const left: Node = {
      id: nodes,
      start: node.start,
      end: middle,
      gradient: split.gradient,
      hessian: split.hessian,
      histogram: null,
      split: null,
    };
    const right: Node = {
      id: nodes + 1,
      start: middle,
      end: node.end,
      gradient: node.gradient - split.gradient,
      hessian: node.hessian - split.hessian,
      histogram: null,
      split: null,
    };
    nodes += 2;
    const [smaller, larger] = split.count * 2 <= node.end - node.start ? [left, right] : [right, left];
    const parent = node.histogram!;
    smaller.histogram = count(smaller.start, smaller.end);
    for (let i = 0; i < width; i++) parent[i]! -= smaller.histogram[i]!;
    larger.histogram = parent;
    leaves[chosen] = prepared(left);
    leaves.push(prepared(right));
  }
  for (const leaf of leaves) {
    const value = (-limits.learningRate * leaf.gradient) / (leaf.hessian + limits.l2 + 1e-15);
    tree.value[leaf.id] = value;
    for (let i = leaf.start; i < leaf.end; i++) scores[order[i]!]! += value;
  }
  return tree;
}
