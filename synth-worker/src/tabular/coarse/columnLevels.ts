/** What the engine must know of a column's fine levels beside their number. */
export type ColumnLevels = {
  /** Neighbouring levels are neighbouring values (a number's bins, stages of a disease). */
  readonly ordered: boolean;
  /** The level that means "no value", which stands by itself; null: the column has none. */
  readonly missing: number | null;
};
