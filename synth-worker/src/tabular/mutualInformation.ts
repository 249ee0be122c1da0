import { deterministicLog } from "../math/deterministicLog.ts";

/** Mutual information in nats of a non-negative row-major table with the given number of columns; 0 for an empty table. */
export function mutualInformation(table: Float64Array, across: number): number {
  const rows = new Float64Array(table.length / across);
  const columns = new Float64Array(across);
  let total = 0;
  for (let cell = 0; cell < table.length; cell++) {
    rows[(cell - (cell % across)) / across]! += table[cell]!;
    columns[cell % across]! += table[cell]!;
    total += table[cell]!;
  }
  let sum = 0;
  for (let cell = 0; cell < table.length; cell++) {
    const value = table[cell]!;
    if (value <= 0) continue;
    const product = rows[(cell - (cell % across)) / across]! * columns[cell % across]!;
    sum += (value / total) * deterministicLog((value * total) / product);
  }
  return Math.max(0, sum);
}
