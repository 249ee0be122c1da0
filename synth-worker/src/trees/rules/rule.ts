import type { MixedColumn } from "../../math/mixedTable.ts";

/** Something every record obeys: `obeys` looks at the named columns of one row, which must all be filled. */
export type Rule = {
  readonly columns: readonly number[];
  readonly obeys: (columns: readonly MixedColumn[], row: number) => boolean;
};
