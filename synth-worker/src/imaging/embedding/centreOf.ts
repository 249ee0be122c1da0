import { EMBEDDING } from "./embeddingConstants.ts";
import { farReachOf } from "./farReachOf.ts";
import type { NoisySums } from "./privateImages.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** Noisy count of images (at least 1) and noisy mean coarse image of the first look. */
export function centreOf({ sums }: NoisySums, grid: WorkingGrid): { count: number; mean: Float64Array } {
  const { countWeight, grey } = EMBEDDING;
  const count = Math.max(1, sums[grid.dimensions]! / countWeight);
  const scale = farReachOf(grid) / (Math.sqrt(1 - countWeight ** 2) * count);
  return { count, mean: sums.slice(0, grid.dimensions).map((value) => grey + scale * value) };
}
