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
 * Elimination order by smallest resulting clique, ties by fewest fill-in edges, then column number (Koller and Friedman
 * 2009, sections 9.4.3 and 10.4); the cliques are joined by a maximum-weight spanning tree of their separators.
 * The same for the same input, whatever the order of `sets`.
 */
export function cliqueTree(sizes: readonly number[], sets: readonly (readonly number[])[]): CliqueTree {
  return { sizes, cliques: join(sizes, eliminate(sizes, sets)) };
}

/** cellsOf(cliqueTree(sizes, sets)) without joining the cliques: for asking what a set more would cost. */
export function cellsFor(sizes: readonly number[], sets: readonly (readonly number[])[]): number {
  return eliminate(sizes, sets).reduce((sum, columns) => sum + tableCells(sizes, columns), 0);
}

/** Cells of all cliques of a junction tree together: what inference costs, and the size cap's unit. */
export function cellsOf(tree: CliqueTree): number {
  return tree.cliques.reduce((sum, { columns }) => sum + tableCells(tree.sizes, columns), 0);
}

function tableCells(sizes: readonly number[], columns: Iterable<number>): number {
  let cells = 1;
  for (const column of columns) cells *= sizes[column]!;
  return cells;
}

/** The maximal cliques of the triangulated graph, in the order of elimination. */
function eliminate(sizes: readonly number[], sets: readonly (readonly number[])[]): number[][] {
  const neighbours = sizes.map(() => new Set<number>());
  for (const set of sets) for (const a of set) for (const b of set) if (a !== b) neighbours[a]!.add(b);
  const cells = sizes.map((size, column) => size * tableCells(sizes, neighbours[column]!));
  /** Fill-in edges per column; -1: to be counted (again) when a tie asks for it. */
  const fill = new Array<number>(sizes.length).fill(-1);
  const fillOf = (column: number): number => {
    if (fill[column]! < 0) fill[column] = fillIn(neighbours, column);
    return fill[column]!;
  };
  const left = new Set(sizes.keys());
  const found: Set<number>[] = [];
  while (left.size > 0) {
    let best = -1;
    for (const column of left) {
      if (best < 0 || cells[column]! < cells[best]!) best = column;
      else if (cells[column] === cells[best] && fillOf(column) < fillOf(best)) best = column;
    }
    const around = neighbours[best]!;
    const clique = [best, ...around];
    if (!found.some((other) => clique.every((column) => other.has(column)))) found.push(new Set(clique));
    left.delete(best);
    for (const a of around) {
      neighbours[a]!.delete(best);
      for (const b of around) if (a !== b) neighbours[a]!.add(b);
    }
    for (const a of around) {
      cells[a] = sizes[a]! * tableCells(sizes, neighbours[a]!);
      fill[a] = -1;
      for (const b of neighbours[a]!) fill[b] = -1;
    }
  }
  return found.map((clique) => [...clique].sort((a, b) => a - b));
}

function fillIn(neighbours: readonly Set<number>[], column: number): number {
  let missing = 0;
  for (const a of neighbours[column]!)
    for (const b of neighbours[column]!) if (a < b && !neighbours[a]!.has(b)) missing++;
  return missing;
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
