import type { EncodedTable } from "../math/encodedTable.ts";
import { cellNumbers, cellsOfMarginal } from "./cellNumbers.ts";

/**
 * Mean over `sets` (column sets) of the L1 distance sum |p - q| between two tables' marginals, 0 (equal) to 2
 * (disjoint); the tables may have different numbers of rows. Twice the total variation distance; the metric in which
 * MST (McKenna, Miklau, Sheldon 2021) and AIM (McKenna et al. 2022) are compared. Exact up to the last division of
 * each set as long as the product of the row counts is below 2^52: counts are added as integers. Time O(rows) per
 * set, plus O(cells) when there are fewer cells than rows. Throws RangeError for no sets, an empty table, tables of
 * different columns, or a set of more than 2^25 cells.
 */
export function marginalError(
  a: EncodedTable,
  b: EncodedTable,
  sets: readonly (readonly number[])[],
): number {
  if (sets.length === 0) throw new RangeError("no marginals to compare");
  if (a.rows === 0 || b.rows === 0) throw new RangeError("a table without rows has no distribution");
  if (a.sizes.length !== b.sizes.length || a.sizes.some((size, column) => size !== b.sizes[column]))
    throw new RangeError("the tables have different columns");
  const cells = sets.map((set) => cellsOfMarginal(a.sizes, set));
  // weights[cell] = (count in a) * b.rows - (count in b) * a.rows: |p - q| without rounding, all zero between sets.
  const weights = new Float64Array(cells.reduce((most, size) => Math.max(most, size), 0));
  const cellsA = new Int32Array(a.rows);
  const cellsB = new Int32Array(b.rows);
  let total = 0;
  sets.forEach((set, index) => {
    cellNumbers(a, set, cellsA);
    cellNumbers(b, set, cellsB);
    for (let row = 0; row < cellsA.length; row++) weights[cellsA[row]!]! += b.rows;
    for (let row = 0; row < cellsB.length; row++) weights[cellsB[row]!]! -= a.rows;
    const size = cells[index]!;
    const sum =
      size <= a.rows + b.rows
        ? takeAll(weights, size)
        : takeTouched(weights, cellsA) + takeTouched(weights, cellsB);
    total += sum / (a.rows * b.rows);
  });
  return total / sets.length;
}

/** Sum of absolute weights of the first `size` cells; leaves zeros. */
function takeAll(weights: Float64Array, size: number): number {
  let sum = 0;
  for (let cell = 0; cell < size; cell++) sum += Math.abs(weights[cell]!);
  weights.fill(0, 0, size);
  return sum;
}

/** The same for the cells that records fall into, each counted once because the first visit clears it. */
function takeTouched(weights: Float64Array, touched: Int32Array): number {
  let sum = 0;
  for (let row = 0; row < touched.length; row++) {
    const cell = touched[row]!;
    sum += Math.abs(weights[cell]!);
    weights[cell] = 0;
  }
  return sum;
}
