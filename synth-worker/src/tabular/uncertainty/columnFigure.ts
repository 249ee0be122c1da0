/** A figure of one column in one table of rows. */
export type ColumnFigure = {
  readonly column: string;
  /** "mean": of a number's values that are there. "share": of the rows with `level` (null: empty cells). */
  readonly kind: "mean" | "share";
  readonly level: string | null;
  /** null where no row has a value. */
  readonly estimate: number | null;
  /** Squared standard error, as if the rows were real records; null with the estimate. */
  readonly variance: number | null;
};
