import type { EncodedTable } from "../math/encodedTable.ts";
import { cellNumbers, cellsOfMarginal } from "./cellNumbers.ts";

/**
 * Mean over `sets` (column sets) of the L1 distance between the table's marginal and the product of its own exact
 * 1-way marginals: what a synthesiser earns that knows each column perfectly and no relation between columns. The
 * yardstick that any private mechanism must beat. Not private. Time O(rows) per set. Throws RangeError for no sets, an
 * empty table, or a set of more than 2^25 cells.
 */
export function independenceError(table: EncodedTable, sets: readonly (readonly number[])[]): number {
  if (sets.length === 0) throw new RangeError("no marginals to compare");
  if (table.rows === 0) throw new RangeError("a table without rows has no distribution");
  const { rows, sizes } = table;
  const shares = table.columns.map((levels, column) => {
    const counts = new Float64Array(sizes[column]!);
    for (const level of levels) counts[level]!++;
    return counts.map((count) => count / rows);
  });
  const largest = sets.reduce((most, set) => Math.max(most, cellsOfMarginal(sizes, set)), 0);
  const counts = new Float64Array(largest);
  const cells = new Int32Array(rows);
  let total = 0;
  for (const set of sets) {
    cellNumbers(table, set, cells);
    for (let row = 0; row < rows; row++) counts[cells[row]!]!++;
    // Cells without a record hold the rest of the product's mass, 1 - expected, so they need no visit.
    let distance = 0;
    let expected = 0;
    for (let row = 0; row < rows; row++) {
      const count = counts[cells[row]!]!;
      if (count === 0) continue;
      counts[cells[row]!] = 0;
      let product = 1;
      for (const column of set) product *= shares[column]![table.columns[column]![row]!]!;
      distance += Math.abs(count / rows - product);
      expected += product;
    }
    total += distance + Math.max(0, 1 - expected);
  }
  return total / sets.length;
}
