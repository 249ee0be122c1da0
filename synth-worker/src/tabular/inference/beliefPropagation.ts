import { tableCells } from "@symbolon/protocol";
import { deterministicLog } from "../../math/deterministicLog.ts";
import type { CliqueTree } from "./cliqueTree.ts";
import { projection } from "./projection.ts";

/** What a table is multiplied by when its largest cell is smaller than one over it: 2 to the power of 300, which rounds nothing. No sound model has tables so small. */
const ENLARGEMENT = 2.037035976334486e90;
const LOG_ENLARGEMENT = 300 * Math.LN2;

/**
 * Sum-product message passing on a junction tree in the probability domain (Lauritzen and Spiegelhalter 1988; Hugin
 * form, Jensen et al. 1990). Built once per tree: all index tables are computed in the constructor.
 */
export class BeliefPropagation {
  readonly tree: CliqueTree;
  /** Cells of each clique's table. */
  readonly cells: readonly number[];
  readonly #down: readonly Uint32Array[];
  readonly #up: readonly Uint32Array[];
  readonly #messages: readonly Float64Array[];
  readonly #totals: Float64Array;

  constructor(tree: CliqueTree) {
    this.tree = tree;
    const { sizes, cliques } = tree;
    const count = (columns: readonly number[]) => tableCells(sizes, columns);
    this.cells = cliques.map(({ columns }) => count(columns));
    this.#up = cliques.map(({ columns, separator }) => projection(sizes, columns, separator));
    this.#down = cliques.map(({ parent, separator }) =>
      parent < 0 ? new Uint32Array(0) : projection(sizes, cliques[parent]!.columns, separator),
    );
    this.#totals = new Float64Array(cliques.length);
    this.#messages = cliques.map(({ separator }) => new Float64Array(count(separator)));
  }

  /**
   * Turns non-negative potentials (one table per clique, in place) into the marginals of their normalised product and
   * returns the logarithm of the normaliser. Returns -Infinity, with tables of zeros, when no cell is possible.
   */
  calibrate(tables: readonly Float64Array[]): number {
    const { cliques } = this.tree;
    let logNormaliser = 0;
    const totals = this.#totals;
    for (let c = cliques.length - 1; c >= 0; c--) {
      const table = tables[c]!;
      const message = this.#messages[c]!;
      const total = sumInto(table, this.#up[c]!, message);
      if (!(total > 0)) {
        for (const each of tables) each.fill(0);
        return Number.NEGATIVE_INFINITY;
      }
      totals[c] = total;
      logNormaliser += deterministicLog(total);
      // Messages sum to 1, so that products stay inside the range of a double.
      const scale = 1 / total;
      for (let i = 0; i < message.length; i++) message[i]! *= scale;
      const parent = cliques[c]!.parent;
      if (parent < 0) for (let i = 0; i < table.length; i++) table[i]! *= scale;
      else {
        // A clique whose neighbours want different levels may still leave that range: the product of their messages is tiny everywhere.
        const above = tables[parent]!;
        for (
          let top = multiply(above, this.#down[c]!, message);
          top > 0 && top < 1 / ENLARGEMENT;
          top *= ENLARGEMENT
        ) {
          for (let i = 0; i < above.length; i++) above[i]! *= ENLARGEMENT;
          logNormaliser -= LOG_ENLARGEMENT;
        }
      }
    }
    for (let c = 1; c < cliques.length; c++) {
      const message = this.#messages[c]!;
      const fresh = new Float64Array(message.length);
      sumInto(tables[cliques[c]!.parent]!, this.#down[c]!, fresh);
      // Onto the separator the child's table sums to message * total; what the parent says replaces it.
      const total = totals[c]!;
      for (let i = 0; i < fresh.length; i++) {
        const own = message[i]! * total;
        fresh[i] = own > 0 ? fresh[i]! / own : 0;
      }
      multiply(tables[c]!, this.#up[c]!, fresh);
    }
    return logNormaliser;
  }
}

function sumInto(table: Float64Array, index: Uint32Array, out: Float64Array): number {
  out.fill(0);
  for (let i = 0; i < table.length; i++) out[index[i]!]! += table[i]!;
  let total = 0;
  for (let i = 0; i < out.length; i++) total += out[i]!;
  return total;
}

/** Gives the largest product. */
function multiply(table: Float64Array, index: Uint32Array, factors: Float64Array): number {
  let top = 0;
  for (let i = 0; i < table.length; i++) {
    const product = table[i]! * factors[index[i]!]!;
    table[i] = product;
    if (product > top) top = product;
  }
  return top;
}
