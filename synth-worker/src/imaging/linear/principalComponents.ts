import { symmetricEigen } from "./symmetricEigen.ts";

/** Whitened principal components: latent k of an image x is `<x - mean, basis row k> / scales[k]`. `basis` is row-major, components x dimensions. */
export type PrincipalComponents = {
  readonly dimensions: number;
  readonly components: number;
  readonly mean: Float32Array;
  readonly basis: Float32Array;
  readonly scales: Float32Array;
};

/**
 * The first `most` principal components of `count` vectors (row-major), fewer where less than a millionth of the variance is left. From the smaller of
 * covariance and Gram matrix, so O(min(count, dimensions)^2 max(count, dimensions)). Throws RangeError for fewer than two vectors.
 */
export function principalComponents(vectors: Float32Array, count: number, most: number): PrincipalComponents {
  if (count < 2) throw new RangeError("principal components need at least two images");
  const dimensions = vectors.length / count;
  const mean = new Float32Array(dimensions);
  for (let i = 0; i < count; i++)
    for (let d = 0; d < dimensions; d++) mean[d]! += vectors[i * dimensions + d]! / count;
  const centred = vectors.slice();
  for (let i = 0; i < count; i++)
    for (let d = 0; d < dimensions; d++) centred[i * dimensions + d]! -= mean[d]!;
  const byImage = count < dimensions;
  const side = byImage ? count : dimensions;
  const { values, vectors: eigen } = symmetricEigen(
    byImage ? gram(centred, count) : covariance(centred, count),
    side,
  );
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const kept = values.filter((value) => value > 1e-6 * total).length;
  const components = Math.min(most, kept);
  const basis = new Float32Array(components * dimensions);
  for (let k = 0; k < components; k++) {
    const own = eigen.subarray(k * side, (k + 1) * side);
    if (byImage) basis.set(combine(centred, own, Math.sqrt(values[k]!)), k * dimensions);
    else basis.set(own, k * dimensions);
  }
  const scales = Float32Array.from({ length: components }, (_, k) => Math.sqrt(values[k]! / count));
  return { dimensions, components, mean, basis, scales };
}

function gram(centred: Float32Array, count: number): Float64Array {
  const size = centred.length / count;
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let d = 0; d < size; d++) sum += centred[i * size + d]! * centred[j * size + d]!;
      out[i * count + j] = sum;
      out[j * count + i] = sum;
    }
  }
  return out;
}

function covariance(centred: Float32Array, count: number): Float64Array {
  const size = centred.length / count;
  const out = new Float64Array(size * size);
  for (let i = 0; i < count; i++) {
    const row = centred.subarray(i * size, (i + 1) * size);
    for (let a = 0; a < size; a++) {
      const own = row[a]!;
      if (own !== 0) for (let b = 0; b < size; b++) out[a * size + b]! += own * row[b]!;
    }
  }
  return out;
}

function combine(centred: Float32Array, weights: Float64Array, length: number): Float32Array {
  const size = centred.length / weights.length;
  const out = new Float64Array(size);
  weights.forEach((weight, i) => {
    for (let d = 0; d < size; d++) out[d]! += (weight / length) * centred[i * size + d]!;
  });
  return Float32Array.from(out);
}
