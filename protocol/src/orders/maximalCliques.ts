import { tableCells } from "./tableCells.ts";

/**
 * The maximal cliques of a triangulation in which every one of `sets` (sets of column numbers) lies inside a clique and every column in
 * one, in the order of elimination, columns ascending. `sizes` are the cells of every column. Eliminated next is the column with the
 * smallest resulting clique, ties by fewest fill-in edges, then column number (Koller and Friedman 2009, sections
 * 9.4.3 and 10.4). The same for the same input, whatever the order of `sets`.
 */
export function maximalCliques(sizes: readonly number[], sets: readonly (readonly number[])[]): number[][] {
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
