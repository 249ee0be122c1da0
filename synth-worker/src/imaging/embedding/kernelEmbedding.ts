import { fourierFeatures } from "../features/fourierFeatures.ts";
import { EMBEDDING } from "./embeddingConstants.ts";
import type { ImageEmbedding } from "./imageEmbedding.ts";
import { kernelFrequencies } from "./kernelFrequencies.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** The third look: per class the random Fourier features of the coarse image, a vector of length 1. */
export function kernelEmbedding(grid: WorkingGrid): ImageEmbedding {
  const frequencies = kernelFrequencies(grid);
  return {
    classDimensions: 2 * EMBEDDING.frequencies,
    commonDimensions: 0,
    write: (pixels, out) => fourierFeatures(frequencies, grid.shrink(pixels), out),
  };
}
