import type { NoisySums } from "./privateImages.ts";

/**
 * A classifier of embedded images by the released class embeddings: the class with the largest kernel mean, both sides held against the mean of all images
 * (a Parzen classifier). `counts` are the classes' noisy counts. Noise in a score does not grow with the number of features.
 */
export function classifyKernel(
  { sums }: NoisySums,
  counts: Float64Array,
): (embedded: Float64Array) => number {
  const width = sums.length / counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = new Float64Array(width);
  for (let i = 0; i < sums.length; i++) mean[i % width]! += sums[i]! / total;
  const centred = sums.map((sum, i) => sum / counts[Math.floor(i / width)]! - mean[i % width]!);
  return (embedded) => {
    const scores = Array.from(counts, (_, label) => {
      let score = 0;
      for (let d = 0; d < width; d++) score += (embedded[d]! - mean[d]!) * centred[label * width + d]!;
      return score;
    });
    return scores.indexOf(Math.max(...scores));
  };
}
