import { tableCells } from "@symbolon/protocol";
import { fastStream } from "../../random/fastStream.ts";
import type { Keystream } from "../../random/keystream.ts";
import { shuffle } from "../../random/shuffle.ts";
import type { CliqueTree } from "../inference/cliqueTree.ts";
import { projection } from "../inference/projection.ts";
import { goldenRanks } from "./goldenRanks.ts";
import { roundCells } from "./roundCells.ts";
import { sortByGroup } from "./sortByGroup.ts";

/**
 * `rows` records from a calibrated junction tree, one array of cells per column: a function of (beliefs, rows, stream).
 *
 * Not independent draws. Going down the tree, the records that agree on a clique's separator form a group; the group's counts
 * over the clique's new columns are the model's conditional probabilities times its size, rounded with the remainder carried to
 * the next group, so the tables of every clique carry hardly any sampling error (systematic sampling, Cochran 1977, chapter 8). Inside a
 * group the records keep the order of the cliques before, and values are dealt along it by a golden-ratio sequence,
 * which keeps the tables that span cliques close to the model too.
 */
export function sampleTree(
  tree: CliqueTree,
  beliefs: readonly Float64Array[],
  rows: number,
  stream: Keystream,
): Uint16Array[] {
  const { sizes, cliques } = tree;
  const columns = sizes.map(() => new Uint16Array(rows));
  const fast = fastStream(stream);
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  let spare = new Uint32Array(rows);
  const groups = new Uint32Array(rows);
  const ranks = new Uint32Array(rows);
  const scratch = new Uint32Array(3 * rows + 2);
  const dealt = new Uint32Array(rows);

  cliques.forEach((clique, c) => {
    const fresh = clique.columns.filter((column) => !clique.separator.includes(column));
    if (fresh.length === 0) return;
    const { table, groupCount, freshCells } = bySeparator(
      sizes,
      clique.columns,
      clique.separator,
      fresh,
      beliefs[c]!,
    );
    groups.fill(0);
    for (const column of clique.separator) {
      const cells = columns[column]!;
      const size = sizes[column]!;
      for (let row = 0; row < rows; row++) groups[row] = groups[row]! * size + cells[row]!;
    }
    shuffle(order, fast);
    for (const column of balancedBefore(tree, c).toReversed()) {
      sortByGroup(order, columns[column]!, sizes[column]!, spare);
      [order, spare] = [spare, order];
    }
    if (groupCount > 1) {
      sortByGroup(order, groups, groupCount, spare);
      [order, spare] = [spare, order];
    }
    const carry = new Float64Array(freshCells);
    for (let start = 0; start < rows; ) {
      const group = groups[order[start]!]!;
      let end = start + 1;
      while (end < rows && groups[order[end]!] === group) end++;
      const count = end - start;
      roundCells(count, table.subarray(group * freshCells, (group + 1) * freshCells), carry, dealt);
      goldenRanks(count, fast.nextUint32(), ranks, scratch);
      for (let i = 0; i < count; i++) {
        const row = order[start + i]!;
        let cell = dealt[ranks[i]!]!;
        for (let f = fresh.length - 1; f >= 0; f--) {
          const size = sizes[fresh[f]!]!;
          columns[fresh[f]!]![row] = cell % size;
          cell = (cell - (cell % size)) / size;
        }
      }
      start = end;
    }
  });
  return columns;
}

/** The clique's table as one conditional distribution over the new columns per separator cell. */
function bySeparator(
  sizes: readonly number[],
  columns: readonly number[],
  separator: readonly number[],
  fresh: readonly number[],
  belief: Float64Array,
) {
  const count = (some: readonly number[]) => tableCells(sizes, some);
  const groupCount = count(separator);
  const freshCells = count(fresh);
  const groupOf = projection(sizes, columns, separator);
  const cellOf = projection(sizes, columns, fresh);
  const table = new Float64Array(groupCount * freshCells);
  const sums = new Float64Array(groupCount);
  for (let i = 0; i < belief.length; i++) {
    table[groupOf[i]! * freshCells + cellOf[i]!]! += belief[i]!;
    sums[groupOf[i]!]! += belief[i]!;
  }
  // A group the model holds impossible can only come from rounding of a zero; it takes the columns' own table.
  const own = new Float64Array(freshCells);
  for (let i = 0; i < belief.length; i++) own[cellOf[i]!]! += belief[i]!;
  for (let group = 0; group < groupCount; group++) {
    const row = table.subarray(group * freshCells, (group + 1) * freshCells);
    const sum = sums[group]!;
    if (sum > 0) for (let i = 0; i < freshCells; i++) row[i]! /= sum;
    else row.set(own);
  }
  return { table, groupCount, freshCells };
}

/** How many columns, beside the separator, a deal is balanced against; more would split the records too finely to matter. */
const BALANCED_COLUMNS = 4;

/** Columns made before clique `c` outside its separator, nearest in the tree first. */
function balancedBefore(tree: CliqueTree, c: number): number[] {
  const out: number[] = [];
  for (let at = tree.cliques[c]!.parent; at >= 0; at = tree.cliques[at]!.parent)
    for (const column of tree.cliques[at]!.columns)
      if (!out.includes(column) && !tree.cliques[c]!.separator.includes(column)) out.push(column);
  return out.slice(0, BALANCED_COLUMNS);
}
