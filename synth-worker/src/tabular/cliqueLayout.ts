import { SymbolonError } from "@symbolon/protocol";
import type { Domain } from "./domain.ts";

/** One measured table: its columns (indices), its shape, and where it lies in the count vector. */
export type Clique = {
  readonly columns: readonly number[];
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
};

/** The tables of a count vector, in order, and the vector's length in cells. */
export type CliqueLayout = { readonly cliques: readonly Clique[]; readonly length: number };

/**
 * THE layout of a count vector, for hospitals, nodes and models alike: every 1-way table in column order, then
 * the pairs in the order given; each table row-major with the last column fastest, so cell (i, j) of pair
 * [a, b] is at offset + i * size_b + j. Throws E1006 for a pair that is not two different columns or repeats
 * an earlier pair in either order.
 */
export function cliqueLayout(domain: Domain, pairs: readonly (readonly [string, string])[]): CliqueLayout {
  const cliques: Clique[] = [];
  let length = 0;
  const add = (columns: readonly number[]) => {
    const shape = columns.map((column) => domain.sizes[column]!);
    const size = shape.reduce((product, n) => product * n, 1);
    cliques.push({ columns, shape, offset: length, size });
    length += size;
  };
  domain.names.forEach((_, column) => {
    add([column]);
  });
  const seen = new Set<string>();
  for (const [a, b] of pairs) {
    const i = domain.names.indexOf(a);
    const j = domain.names.indexOf(b);
    const key = i < j ? `${i} ${j}` : `${j} ${i}`;
    if (i < 0 || j < 0 || i === j || seen.has(key)) {
      const reason = seen.has(key) ? "it repeats" : "it is not two columns of the schema";
      throw new SymbolonError("E1006", { document: "list of pairs", reason: `pair ${a}, ${b}: ${reason}` });
    }
    seen.add(key);
    add([i, j]);
  }
  return { cliques, length };
}
