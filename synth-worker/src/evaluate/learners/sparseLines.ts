/**
 * A design matrix of `rows` lines and `size` places with few entries a line: line r is values[c][r] at place indices[c][r] for every column c
 * (1 where values[c] is null) and 0 elsewhere. Columns use places of their own, ascending with the column; the first is the intercept at 0.
 */
export type SparseLines = {
  readonly rows: number;
  readonly size: number;
  readonly indices: readonly Int32Array[];
  readonly values: readonly (Float64Array | null)[];
};
