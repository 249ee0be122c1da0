import type { Features } from "../features/scattering.ts";
import { symmetricEigen } from "../linear/symmetricEigen.ts";

/**
 * Squared Frechet distance of two samples taken for Gaussians: |m - m'|^2 + tr(C + C' - 2 (C C')^(1/2)), covariances with n - 1 (Dowson, Landau 1982).
 * On scattering features it is no Inception FID and cannot be compared with published ones. Biased upwards when a sample is not much larger than its
 * dimensions. O(dimensions^3). Throws RangeError for fewer than two rows or other dimensions.
 */
export function frechetDistance(a: Features, b: Features): number {
  if (a.count < 2 || b.count < 2 || a.dimensions !== b.dimensions)
    throw new RangeError("two samples of equal features");
  const n = a.dimensions;
  const first = momentsOf(a);
  const second = momentsOf(b);
  let distance = 0;
  for (let d = 0; d < n; d++) {
    distance += (first.mean[d]! - second.mean[d]!) ** 2;
    distance += first.covariance[d * n + d]! + second.covariance[d * n + d]!;
  }
  // tr (C C')^(1/2) = sum of square roots of the eigenvalues of C^(1/2) C' C^(1/2).
  const { values, vectors } = symmetricEigen(first.covariance, n);
  const root = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const scale = Math.sqrt(Math.max(0, values[k]!));
    for (let i = 0; i < n; i++) root[k * n + i] = scale * vectors[k * n + i]!;
  }
  const half = times(root, second.covariance, n);
  const inner = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let d = 0; d < n; d++) sum += half[i * n + d]! * root[j * n + d]!;
      inner[i * n + j] = sum;
    }
  }
  for (const value of symmetricEigen(inner, n).values) distance -= 2 * Math.sqrt(Math.max(0, value));
  return Math.max(0, distance);
}

function momentsOf({ count, dimensions, values }: Features): {
  mean: Float64Array;
  covariance: Float64Array;
} {
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < values.length; i++) mean[i % dimensions]! += values[i]! / count;
  const covariance = new Float64Array(dimensions * dimensions);
  const line = new Float64Array(dimensions);
  for (let row = 0; row < count; row++) {
    for (let d = 0; d < dimensions; d++) line[d] = values[row * dimensions + d]! - mean[d]!;
    for (let i = 0; i < dimensions; i++) {
      const own = line[i]! / (count - 1);
      for (let j = 0; j < dimensions; j++) covariance[i * dimensions + j]! += own * line[j]!;
    }
  }
  return { mean, covariance };
}

function times(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const own = a[i * n + k]!;
      for (let j = 0; j < n; j++) out[i * n + j]! += own * b[k * n + j]!;
    }
  }
  return out;
}
