/**
 * Cells of all cliques of the junction tree that a maximum-entropy model over these tables needs: what inference costs. `sizes` are the
 * cells of every column, `sets` the tables as column numbers. Columns are eliminated by smallest resulting clique, ties by fewest fill-in
 * edges, then column number (Koller and Friedman 2009, section 9.4.3), as the engine does it, so both name the same number.
 */
export function junctionCells(sizes: readonly number[], sets: readonly (readonly number[])[]): number {
  const neighbours = sizes.map(() => new Set<number>());
  for (const set of sets) for (const a of set) for (const b of set) if (a !== b) neighbours[a]!.add(b);
  const left = new Set(sizes.keys());
  const cliques: Set<number>[] = [];
  while (left.size > 0) {
    const column = nextColumn(sizes, neighbours, left);
    const around = neighbours[column]!;
    const clique = new Set([column, ...around]);
    if (!cliques.some((other) => [...clique].every((member) => other.has(member)))) cliques.push(clique);
    for (const a of around) {
      neighbours[a]!.delete(column);
      for (const b of around) if (a !== b) neighbours[a]!.add(b);
    }
    left.delete(column);
  }
  return cliques.reduce((sum, clique) => sum + tableCells(sizes, clique), 0);
}

function nextColumn(
  sizes: readonly number[],
  neighbours: readonly Set<number>[],
  left: ReadonlySet<number>,
): number {
  let best = { column: -1, cells: 0, fill: 0 };
  for (const column of left) {
    const cells = sizes[column]! * tableCells(sizes, neighbours[column]!);
    if (best.column >= 0 && cells > best.cells) continue;
    const fill = fillIn(neighbours, column);
    if (best.column < 0 || cells < best.cells || fill < best.fill) best = { column, cells, fill };
  }
  return best.column;
}

function tableCells(sizes: readonly number[], columns: Iterable<number>): number {
  let cells = 1;
  for (const column of columns) cells *= sizes[column]!;
  return cells;
}

function fillIn(neighbours: readonly Set<number>[], column: number): number {
  let missing = 0;
  for (const a of neighbours[column]!)
    for (const b of neighbours[column]!) if (a < b && !neighbours[a]!.has(b)) missing++;
  return missing;
}
