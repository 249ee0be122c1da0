/** Eigenvalues in falling order; `vectors` holds the unit eigenvector of value k in row k (row-major, n x n). */
export type SymmetricEigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/**
 * Eigenvalues and eigenvectors of a symmetric n x n matrix (row-major), by cyclic Jacobi rotations until the off-diagonal squares are below 1e-20 of the
 * whole (Golub, Van Loan, Matrix Computations, section 8.5). Deterministic; O(n^3) per sweep, six to ten sweeps. The sign of a vector is fixed by its
 * largest entry being positive.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  const whole = a.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < 40 && offDiagonal(a, n) > 1e-20 * whole; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j]! - a[i * n + i]! || i - j);
  const values = Float64Array.from(order, (i) => a[i * n + i]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    const vector = v.subarray(from * n, (from + 1) * n);
    let largest = 0;
    for (const entry of vector) if (Math.abs(entry) > Math.abs(largest)) largest = entry;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors[to * n + i] = sign * vector[i]!;
  });
  return { values, vectors };
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += 2 * a[i * n + j]! * a[i * n + j]!;
  return sum;
}

/** Makes entry (p, q) zero. Eigenvectors are kept as rows, so that both inner loops run along rows. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const pq = a[p * n + q]!;
  if (pq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * pq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const pp = a[p * n + p]! - t * pq;
  const qq = a[q * n + q]! + t * pq;
  for (let k = 0; k < n; k++) {
    const x = a[p * n + k]!;
    const y = a[q * n + k]!;
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
    const vx = v[p * n + k]!;
    const vy = v[q * n + k]!;
    v[p * n + k] = c * vx - s * vy;
    v[q * n + k] = s * vx + c * vy;
  }
  for (let k = 0; k < n; k++) {
    a[k * n + p] = a[p * n + k]!;
    a[k * n + q] = a[q * n + k]!;
  }
  a[p * n + p] = pp;
  a[q * n + q] = qq;
  a[p * n + q] = 0;
  a[q * n + p] = 0;
}
