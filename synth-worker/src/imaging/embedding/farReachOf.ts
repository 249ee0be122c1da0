import { EMBEDDING } from "./embeddingConstants.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** Public bound on the distance of a coarse image to the public grey. */
export function farReachOf(grid: WorkingGrid): number {
  return EMBEDDING.farReach * Math.sqrt(grid.dimensions);
}
