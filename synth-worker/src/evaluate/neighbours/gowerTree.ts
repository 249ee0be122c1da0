import type { Points } from "../points.ts";

/** Records in a leaf: fewer are not worth another split. */
const LEAF_RECORDS = 12;
/** Pairs of a node's records that the column of its split is chosen from. */
const SAMPLE_PAIRS = 24;

/**
 * Records sorted into boxes. Node n of `column.length` is a leaf when column[n] is -1; it then holds the records `from[n]` to `to[n]`. Otherwise
 * records at or below `leftMost[n]` in that column are in node n + 1 and those at or above `rightLeast[n]` in node right[n].
 */
export type GowerTree = {
  readonly column: Int32Array;
  readonly leftMost: Float64Array;
  readonly rightLeast: Float64Array;
  readonly right: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The rows of the points, leaf by leaf, ascending within a leaf. */
  readonly rows: Int32Array;
};

/**
 * A k-d tree (Friedman, Bentley and Finkel 1977) for points as `gowerPoints` makes them: each node splits at the median of the column in which
 * pairs of its records differ most by min(1, |a - b|). Deterministic. O(rows * (columns + log rows) * log rows).
 */
export function gowerTree(points: Points): GowerTree {
  const { rows: count, dimensions: d, values } = points;
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const nodes: {
    column: number;
    leftMost: number;
    rightLeast: number;
    right: number;
    from: number;
    to: number;
  }[] = [];
  const spare = new Int32Array(count);

  /** Moves the rows at or below the cut to the front of [from, to), keeping order; returns where the others start. */
  const divide = (from: number, to: number, column: number, cut: number): number => {
    let front = from;
    let behind = 0;
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      if (values[row * d + column]! <= cut) rows[front++] = row;
      else spare[behind++] = row;
    }
    rows.set(spare.subarray(0, behind), front);
    return front;
  };

  const grow = (from: number, to: number): void => {
    const node = { column: -1, leftMost: 0, rightLeast: 0, right: -1, from, to };
    nodes.push(node);
    if (to - from <= LEAF_RECORDS) return;
    const column = widestColumn(points, rows.subarray(from, to));
    if (column < 0) return;
    const sorted = Float64Array.from(rows.subarray(from, to), (row) => values[row * d + column]!).sort();
    // The cut nearest the middle that leaves both sides a record.
    let above = sorted.length >> 1;
    const middle = sorted[above]!;
    while (above < sorted.length && sorted[above] === middle) above++;
    let below = sorted.length >> 1;
    while (below > 0 && sorted[below - 1] === middle) below--;
    const first = sorted.length - above > below ? above : below;
    node.column = column;
    node.leftMost = sorted[first - 1]!;
    node.rightLeast = sorted[first]!;
    const start = divide(from, to, column, node.leftMost);
    grow(from, start);
    node.right = nodes.length;
    grow(start, to);
  };
  grow(0, count);
  return {
    column: Int32Array.from(nodes, (node) => node.column),
    leftMost: Float64Array.from(nodes, (node) => node.leftMost),
    rightLeast: Float64Array.from(nodes, (node) => node.rightLeast),
    right: Int32Array.from(nodes, (node) => node.right),
    from: Int32Array.from(nodes, (node) => node.from),
    to: Int32Array.from(nodes, (node) => node.to),
    rows,
  };
}

/** The column in which evenly spaced pairs of the rows differ most; -1 when none of the pairs differs. */
function widestColumn(points: Points, rows: Int32Array): number {
  const { dimensions: d, values } = points;
  const half = rows.length >> 1;
  const pairs = Math.min(SAMPLE_PAIRS, half);
  let best = -1;
  let widest = 0;
  for (let c = 0; c < d; c++) {
    let sum = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const at = Math.floor((pair * half) / pairs);
      sum += Math.min(1, Math.abs(values[rows[at]! * d + c]! - values[rows[at + half]! * d + c]!));
    }
    if (sum > widest) {
      widest = sum;
      best = c;
    }
  }
  return best;
}
