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
 * the workload's sets of two or three columns in the order given; each table row-major with the last column fastest, so
 * cell (i, j) of [a, b] is at offset + i * size_b + j. Throws E1006 for a set that is not two or three different columns or repeats
 * an earlier set in any order.
 */
export function cliqueLayout(domain: Domain, workload: readonly (readonly string[])[]): CliqueLayout {
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
  for (const set of workload) {
    const columns = set.map((name) => domain.names.indexOf(name));
    const key = columns.toSorted((a, b) => a - b).join(" ");
    const isSet = set.length > 1 && set.length < 4 && new Set(columns).size === set.length;
    if (!isSet || columns.includes(-1) || seen.has(key)) {
      const reason = seen.has(key) ? "it repeats" : "it is not two or three columns of the schema";
      throw new SymbolonError("E1006", { document: "workload", reason: `${set.join(" * ")}: ${reason}` });
    }
    seen.add(key);
    add(columns);
  }
  return { cliques, length };
}
