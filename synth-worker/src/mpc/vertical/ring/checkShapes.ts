import { columnCount } from "./columnCount.ts";
import type { RingColumns } from "./ringColumns.ts";

/** Refuses operands of addProducts that do not fit (RangeError); gives the two numbers of columns. */
export function checkProductShapes(
  left: RingColumns,
  right: RingColumns,
  result: BigUint64Array,
): { leftColumns: number; rightColumns: number } {
  const leftColumns = columnCount(left);
  const rightColumns = columnCount(right);
  if (left.rows !== right.rows) throw new RangeError(`${left.rows} rows against ${right.rows}`);
  if (result.length !== leftColumns * rightColumns) {
    throw new RangeError(`${result.length} results for ${leftColumns} by ${rightColumns} products`);
  }
  return { leftColumns, rightColumns };
}

/** Refuses operands of addCombination that do not fit (RangeError). */
export function checkCombinationShapes(
  columns: RingColumns,
  factors: BigUint64Array,
  result: BigUint64Array,
): void {
  if (columnCount(columns) !== factors.length || result.length !== columns.rows) {
    throw new RangeError("factors or result do not fit the columns");
  }
}

/** Refuses vectors of different lengths (RangeError). */
export function checkEqualLengths(...vectors: readonly BigUint64Array[]): void {
  if (vectors.some((v) => v.length !== vectors[0]!.length))
    throw new RangeError("vectors of different lengths");
}
