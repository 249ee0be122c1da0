import { fourierFrequencies } from "../features/fourierFrequencies.ts";
import { EMBEDDING } from "./embeddingConstants.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** The public frequencies of the kernel's look. */
export function kernelFrequencies(grid: WorkingGrid): Float32Array {
  return fourierFrequencies(
    EMBEDDING.frequencies,
    grid.dimensions,
    EMBEDDING.bandwidth * Math.sqrt(grid.dimensions),
  );
}
