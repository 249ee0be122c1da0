import { type Column, SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { keystream } from "../random/keystream.ts";

/** One column of values: a level per row for a categorical column, a whole number in the column's unit for a numeric one. */
export type ColumnValues =
  | {
      readonly name: string;
      readonly kind: "categorical";
      readonly levels: readonly string[];
      readonly cells: Uint16Array;
    }
  | { readonly name: string; readonly kind: "numeric"; readonly values: Float64Array };

/**
 * Turns cells into values: a categorical cell becomes its level, a numeric cell i a uniform whole number in
 * [edges[i], edges[i+1]). Each column has its own stream of the seed (purpose "value N", N = its place in the
 * schema), so leaving columns out does not change the others. Throws E1006 for a bin wider than 2^32.
 */
export function dequantise(
  columns: readonly Column[],
  table: EncodedTable,
  seed: Uint8Array,
): ColumnValues[] {
  return columns.map((column, index) => {
    const cells = table.columns[index]!;
    if (column.kind === "categorical") {
      return {
        name: column.name,
        kind: "categorical",
        levels: column.levels,
        cells: Uint16Array.from(cells),
      };
    }
    const { edges } = column;
    if (edges.some((edge, i) => i > 0 && edge - edges[i - 1]! > 4294967296)) {
      throw new SymbolonError("E1006", {
        document: "schema",
        reason: `a bin of ${column.name} is wider than 2^32`,
      });
    }
    const stream = keystream(seed, `value ${index}`);
    const values = new Float64Array(table.rows);
    for (let row = 0; row < values.length; row++) {
      const low = edges[cells[row]!]!;
      values[row] = low + stream.nextBelow(edges[cells[row]! + 1]! - low);
    }
    return { name: column.name, kind: "numeric", values };
  });
}
