/** A symmetric matrix that can be solved against, rows that depend on earlier ones left out. */
export type SemidefiniteFactor = {
  /** 1 where a row was left out: nothing is left of its diagonal once the rows before it are taken away. */
  readonly dependent: Uint8Array;
  /** x with matrix x = right over the rows that were kept; 0 in the others. */
  readonly solve: (right: ArrayLike<number>) => Float64Array;
  /** The diagonal of the inverse over the rows that were kept; 0 in the others. */
  readonly inverseDiagonal: () => Float64Array;
};

/**
 * Cholesky's factorisation of a symmetric positive semidefinite matrix of n rows, given row-major by its lower triangle (the rest is not
 * read; nothing is overwritten). A row whose pivot falls to `tolerance` times its diagonal or below depends on the rows before it and is left
 * out, as statistics packages do with a covariate that the earlier ones determine.
 */
export function factorSemidefinite(matrix: Float64Array, n: number, tolerance = 1e-10): SemidefiniteFactor {
  const factor = new Float64Array(n * n);
  const dependent = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (dependent[j] === 1) continue;
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      factor[i * n + j] = sum / factor[j * n + j]!;
    }
    let pivot = matrix[i * n + i]!;
    for (let k = 0; k < i; k++) pivot -= factor[i * n + k]! * factor[i * n + k]!;
    if (pivot > tolerance * matrix[i * n + i]!) factor[i * n + i] = Math.sqrt(pivot);
    else {
      dependent[i] = 1;
      factor.fill(0, i * n, (i + 1) * n);
    }
  }
  const solve = (right: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      if (dependent[i] === 1) continue;
      let sum = right[i]!;
      for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * out[k]!;
      out[i] = sum / factor[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      if (dependent[i] === 1) continue;
      let sum = out[i]!;
      for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * out[k]!;
      out[i] = sum / factor[i * n + i]!;
    }
    return out;
  };
  return {
    dependent,
    solve,
    inverseDiagonal: () =>
      Float64Array.from({ length: n }, (_, i) => {
        const unit = new Float64Array(n);
        unit[i] = 1;
        return solve(unit)[i]!;
      }),
  };
}
