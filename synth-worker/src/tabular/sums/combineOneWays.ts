import type { CliqueLayout } from "../cliqueLayout.ts";

/** A column's counts by level, and how many times less their variance is than one cell's. */
export type CombinedOneWay = { readonly counts: Float64Array; readonly weight: number };

/**
 * Every column's table, in column order, from all measured tables that have the column: with equal noise on every cell, a level's count
 * has the variance of one cell in the 1-way table, and of k cells in a table of k cells per level; the inverse-variance mean
 * is taken, as fitted tables of pairs alone would say too little about their margins.
 */
export function combineOneWays(layout: CliqueLayout, noisyCounts: readonly number[]): CombinedOneWay[] {
  const sums = new Map<number, { counts: Float64Array; weight: number }>();
  for (const { columns, shape, offset, size } of layout.cliques) {
    for (const [place, column] of columns.entries()) {
      const levels = shape[place]!;
      const stride = shape.slice(place + 1).reduce((product, n) => product * n, 1);
      const margin = new Float64Array(levels);
      for (let cell = 0; cell < size; cell++)
        margin[Math.floor(cell / stride) % levels]! += noisyCounts[offset + cell]!;
      const own = levels / size;
      const sum = sums.get(column) ?? { counts: new Float64Array(levels), weight: 0 };
      sums.set(column, sum);
      for (let level = 0; level < levels; level++) sum.counts[level]! += own * margin[level]!;
      sum.weight += own;
    }
  }
  return [...sums.keys()]
    .sort((a, b) => a - b)
    .map((column) => {
      const { counts, weight } = sums.get(column)!;
      return { counts: counts.map((count) => count / weight), weight };
    });
}
