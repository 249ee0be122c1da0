import type { MixedColumn } from "../../math/mixedTable.ts";

/** Something every row obeys; it looks at the named columns only, which must all be filled. */
export type Rule = {
  readonly columns: readonly number[];
  readonly obeys: (columns: readonly MixedColumn[], row: number) => boolean;
};

/** A column that follows from others: `fill` writes its cell of one row. */
export type DerivedColumn = {
  readonly column: number;
  readonly from: readonly number[];
  readonly fill: (columns: readonly MixedColumn[], row: number) => void;
};
