/** Places of the `most` smallest finite values, smallest first. */
export function smallest(values: Float32Array | Float64Array, most: number): number[] {
  const best: number[] = [];
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (!Number.isFinite(value) || (best.length === most && value >= values[best.at(-1)!]!)) continue;
    best.push(t);
    best.sort((a, b) => values[a]! - values[b]!);
    best.length = Math.min(best.length, most);
  }
  return best;
}
