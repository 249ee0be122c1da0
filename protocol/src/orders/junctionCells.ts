import { maximalCliques } from "./maximalCliques.ts";
import { tableCells } from "./tableCells.ts";

/**
 * Cells of all cliques of the junction tree that a maximum-entropy model over these tables needs: what inference costs. `sizes` are the
 * cells of every column, `sets` the tables as column numbers.
 */
export function junctionCells(sizes: readonly number[], sets: readonly (readonly number[])[]): number {
  return maximalCliques(sizes, sets).reduce((sum, clique) => sum + tableCells(sizes, clique), 0);
}
