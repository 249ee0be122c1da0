import type { MixedTable } from "../../math/mixedTable.ts";

/**
 * What every privacy attack is given: a synthetic file, the records it was made from, and records of the same population that the generator
 * never saw. The same columns in the same order; the holdout shows what can be guessed without anybody's data having been used.
 */
export type ThreeFiles = {
  readonly synthetic: MixedTable;
  readonly training: MixedTable;
  readonly holdout: MixedTable;
};
