import { maximalCliques, tableCells } from "@symbolon/protocol";

/** A clique of a junction tree. Parents come before children; the root's parent is -1 and its separator is empty. */
export type TreeClique = {
  /** Ascending column numbers; tables over the clique are row-major in this order, last column fastest. */
  readonly columns: readonly number[];
  readonly parent: number;
  /** Columns shared with the parent, ascending. */
  readonly separator: readonly number[];
};

/** A junction tree (forest components joined by empty separators) over all columns. */
export type CliqueTree = { readonly sizes: readonly number[]; readonly cliques: readonly TreeClique[] };

/**
 * Junction tree in which every one of `sets` (sets of column numbers) lies inside some clique and every column in at least one.
 * Its cliques are maximalCliques', joined by a maximum-weight spanning tree of their separators. The same for the same
 * input, whatever the order of `sets`.
 */
export function cliqueTree(sizes: readonly number[], sets: readonly (readonly number[])[]): CliqueTree {
  return { sizes, cliques: join(sizes, maximalCliques(sizes, sets)) };
}

/** Cells of all cliques of a junction tree together: what inference costs, and the size cap's unit. */
export function cellsOf(tree: CliqueTree): number {
  return tree.cliques.reduce((sum, { columns }) => sum + tableCells(tree.sizes, columns), 0);
}

/** Prim's algorithm on the number of shared columns, from the largest clique; ties go to the clique found first. */
function join(sizes: readonly number[], cliques: number[][]): TreeClique[] {
  const start = cliques.reduce(
    (best, clique, i) => (tableCells(sizes, clique) > tableCells(sizes, cliques[best]!) ? i : best),
    0,
  );
  const out: TreeClique[] = [{ columns: cliques[start]!, parent: -1, separator: [] }];
  const waiting = new Map(
    cliques.map((columns, i) => [i, { columns, parent: 0, separator: shared(columns, cliques[start]!) }]),
  );
  waiting.delete(start);
  while (waiting.size > 0) {
    let next = -1;
    for (const [i, { separator }] of waiting)
      if (next < 0 || separator.length > waiting.get(next)!.separator.length) next = i;
    const chosen = waiting.get(next)!;
    waiting.delete(next);
    out.push(chosen);
    for (const [i, each] of waiting) {
      const separator = shared(each.columns, chosen.columns);
      if (separator.length > each.separator.length)
        waiting.set(i, { columns: each.columns, parent: out.length - 1, separator });
    }
  }
  return out;
}

function shared(a: readonly number[], b: readonly number[]): number[] {
  return a.filter((column) => b.includes(column));
}
