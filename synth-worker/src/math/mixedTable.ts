/** One column of records: numbers (NaN: missing) or places in a list of levels (-1: missing). */
export type MixedColumn =
  | {
      readonly name: string;
      readonly kind: "number";
      readonly values: Float64Array;
      /** Decimals that values are written with. */
      readonly decimals: number;
    }
  | {
      readonly name: string;
      readonly kind: "category";
      readonly levels: readonly string[];
      readonly codes: Int32Array;
    };

/**
 * Records as they are, column by column: nothing is binned, a missing cell is a missing cell. Tables that are compared have the same columns
 * in the same order, and categories share one list of levels.
 */
export type MixedTable = { readonly rows: number; readonly columns: readonly MixedColumn[] };
