import type { RingColumns } from "./ringColumns.ts";

/**
 * The three loops over numbers modulo 2^64 that take nearly all of the time. All implementations give the same bits. Lengths that do not
 * fit throw RangeError.
 */
export interface RingKernel {
  readonly kind: "wasm" | "bigint";
  /** result[j * K + k] += sum over rows r of left(r, j) * right(r, k), K the number of right's columns. */
  addProducts(left: RingColumns, right: RingColumns, result: BigUint64Array): void;
  /** result[r] += sum over columns c of factors[c] * columns(r, c). */
  addCombination(columns: RingColumns, factors: BigUint64Array, result: BigUint64Array): void;
  /** result[r] += x[r] * y[r]. */
  addPointwise(x: BigUint64Array, y: BigUint64Array, result: BigUint64Array): void;
}
