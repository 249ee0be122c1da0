import type { RingShared } from "../ring/ringShared.ts";

/** Columns from..to-1 of a shared matrix. */
export type ColumnRange = { readonly from: number; readonly to: number };

/** A rectangle of products: every column of `left` with every column of `right`. */
export type ColumnBlock = { readonly left: ColumnRange; readonly right: ColumnRange };

/** A shared matrix, column after column. */
export type SharedColumns = { readonly rows: number; readonly shared: RingShared };

/** Cells of a block. */
export function cellsOfBlock({ left, right }: ColumnBlock): number {
  return (left.to - left.from) * (right.to - right.from);
}
