import type { EncodedTable } from "../math/encodedTable.ts";
import { type Keystream, keystream } from "../random/keystream.ts";
import { shuffle } from "../random/shuffle.ts";
import { allocate } from "./allocate.ts";
import { coupledConditional } from "./coupledConditional.ts";
import type { TreeModel, TreeNode } from "./fitTree.ts";
import { sortByGroup } from "./generation/sortByGroup.ts";

/**
 * `rows` encoded records from a tree model: a function of (tree, rows, seed), the same on every machine.
 *
 * Not independent draws: every column's counts, given its parent's (and companion's) value, are the model's
 * probabilities times the group's size, rounded (`allocate`), so 1-way and tree-edge tables carry hardly any sampling
 * error. Within a group the records are ordered by the columns already made, nearest in the tree first, and the
 * values are dealt evenly along that order (systematic sampling, Cochran 1977, chapter 8), which keeps the
 * other tables close to the model too. The seed decides ties, the phase of each deal, and the final order.
 */
export function sampleRows(tree: TreeModel, options: { rows: number; seed: Uint8Array }): EncodedTable {
  const { rows, seed } = options;
  const { sizes } = tree.domain;
  const stream = keystream(seed, "rows");
  const columns = sizes.map(() => new Uint16Array(rows));
  const everyRow = Uint32Array.from({ length: rows }, (_, i) => i);
  const path = nearestFirst(tree);

  for (const node of tree.nodes) {
    const { column, parent, companion } = node;
    const size = sizes[column]!;
    const across = companion === null ? 1 : sizes[companion.column]!;
    const groupOf = (row: number) =>
      (parent < 0 ? 0 : columns[parent]![row]! * across) +
      (companion === null ? 0 : columns[companion.column]![row]!);
    const conditional = companion === null ? node.conditional : coupled(node, companion, columns, sizes);
    let order = shuffled(everyRow, stream);
    for (const known of path.get(column)!.toReversed())
      order = stableSort(order, columns[known]!, sizes[known]!);
    if (companion !== null) order = stableSort(order, columns[companion.column]!, across);
    if (parent >= 0) order = stableSort(order, columns[parent]!, sizes[parent]!);
    const carry = new Float64Array(size);
    let start = 0;
    while (start < rows) {
      const group = groupOf(order[start]!);
      let end = start + 1;
      while (end < rows && groupOf(order[end]!) === group) end++;
      const quota = allocate(end - start, conditional.subarray(group * size, (group + 1) * size), carry);
      deal(order.subarray(start, end), quota, columns[column]!, stream);
      start = end;
    }
  }
  const finalOrder = shuffled(everyRow, stream);
  return { sizes, rows, columns: columns.map((cells) => cells.map((_, row) => cells[finalOrder[row]!]!)) };
}

/** P(column | parent, companion) from how often the two occur together in the rows made so far. */
function coupled(
  node: TreeNode,
  companion: NonNullable<TreeNode["companion"]>,
  columns: readonly Uint16Array[],
  sizes: readonly number[],
): Float64Array {
  const across = sizes[companion.column]!;
  const parents = columns[node.parent]!;
  const companions = columns[companion.column]!;
  const known = new Float64Array(sizes[node.parent]! * across);
  for (let row = 0; row < parents.length; row++) known[parents[row]! * across + companions[row]!]!++;
  return coupledConditional({
    known,
    givenParent: node.conditional,
    givenCompanion: companion.conditional,
    size: sizes[node.column]!,
  });
}

/** How many columns, beside the parent, a deal is balanced against; more would split the records too finely to matter. */
const BALANCED_COLUMNS = 4;

/** For each column, the columns sampled before it (parent and companion left out), by distance in the tree, then sampling order. */
function nearestFirst(tree: TreeModel): Map<number, number[]> {
  const distances = new Map<number, Map<number, number>>();
  const path = new Map<number, number[]>();
  for (const { column, parent, companion } of tree.nodes) {
    const own = new Map<number, number>();
    for (const earlier of distances.keys()) {
      const viaParent = earlier === parent ? 0 : distances.get(parent)?.get(earlier);
      own.set(earlier, viaParent === undefined ? Number.POSITIVE_INFINITY : viaParent + 1);
    }
    const others = [...own.keys()].filter((earlier) => earlier !== parent && earlier !== companion?.column);
    others.sort((a, b) => (own.get(a)! < own.get(b)! ? -1 : own.get(a)! > own.get(b)! ? 1 : 0));
    path.set(column, others.slice(0, BALANCED_COLUMNS));
    for (const [earlier, distance] of own) distances.get(earlier)!.set(column, distance);
    distances.set(column, own);
  }
  return path;
}

/** Gives `quota[v]` of the rows the value v, spread evenly along the order from a random phase. */
function deal(order: Uint32Array, quota: Int32Array, cells: Uint16Array, stream: Keystream): void {
  const left = quota.slice();
  const due = Float64Array.from(quota, () => stream.nextUint32() / 4294967296);
  for (const row of order) {
    let best = -1;
    for (let value = 0; value < quota.length; value++) {
      due[value]! += quota[value]! / order.length;
      if (left[value]! > 0 && (best < 0 || due[value]! > due[best]!)) best = value;
    }
    due[best]! -= 1;
    left[best]! -= 1;
    cells[row] = best;
  }
}

/** The order shuffled, as a copy. */
function shuffled(order: Uint32Array, stream: Keystream): Uint32Array {
  const out = order.slice();
  shuffle(out, stream);
  return out;
}

/** The order sorted by a column's cells; rows with equal cells keep their order. */
function stableSort(order: Uint32Array, cells: Uint16Array, size: number): Uint32Array {
  const out = new Uint32Array(order.length);
  sortByGroup(order, cells, size, out);
  return out;
}
