import type { MixedTable } from "../../math/mixedTable.ts";

/** The three files of an evaluation: the same columns in the same order, categories with one list of levels. */
export type UtilityTables = {
  readonly synthetic: MixedTable;
  readonly training: MixedTable;
  readonly holdout: MixedTable;
};
