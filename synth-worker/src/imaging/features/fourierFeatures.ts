/** Writes cos(<w, x>) / sqrt(n) and then sin(<w, x>) / sqrt(n) of n frequencies (row-major) into `out`: a vector of length 1. */
export function fourierFeatures(frequencies: Float32Array, x: ArrayLike<number>, out: Float64Array): void {
  const dimensions = x.length;
  const count = frequencies.length / dimensions;
  const scale = 1 / Math.sqrt(count);
  for (let k = 0; k < count; k++) {
    let angle = 0;
    for (let d = 0; d < dimensions; d++) angle += frequencies[k * dimensions + d]! * x[d]!;
    out[k] = scale * Math.cos(angle);
    out[count + k] = scale * Math.sin(angle);
  }
}
