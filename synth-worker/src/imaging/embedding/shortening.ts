/** The factor, at most 1, that brings a vector to length `most` or below. */
export function shortening(vector: Float64Array, most: number): number {
  return Math.min(1, most / Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)));
}
