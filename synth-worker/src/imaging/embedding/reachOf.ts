import { EMBEDDING } from "./embeddingConstants.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** Public bound on the distance of a coarse image to the noisy mean image. */
export function reachOf(grid: WorkingGrid): number {
  return EMBEDDING.reach * Math.sqrt(grid.dimensions);
}
