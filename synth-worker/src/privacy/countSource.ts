/**
 * Exact counts of records: the one thing a mechanism needs of the data. Only PrivateTable holds one; nothing else may
 * ask it, because what it answers is not private.
 */
export type CountSource = {
  /** Fine levels per column. Public: they come from the declared schema. */
  readonly sizes: readonly number[];
  /**
   * Counts over `columns` after sending each column's fine levels through its map (`null`: as they are), row-major
   * with the last column fastest. maps[i] has sizes[columns[i]] entries, coarse levels from 0 without gaps.
   */
  count(columns: readonly number[], maps: readonly (Uint16Array | null)[]): Promise<Float64Array>;
};
