import { EMBEDDING } from "./embeddingConstants.ts";
import { farReachOf } from "./farReachOf.ts";
import type { ImageEmbedding } from "./imageEmbedding.ts";
import { shortening } from "./shortening.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** The first look: every image against a public grey, and the count. Nothing per class. */
export function centreEmbedding(grid: WorkingGrid): ImageEmbedding {
  const { grey, countWeight } = EMBEDDING;
  const scale = Math.sqrt(1 - countWeight ** 2) / farReachOf(grid);
  return {
    classDimensions: 0,
    commonDimensions: grid.dimensions + 1,
    write: (pixels, out) => {
      const coarse = grid.shrink(pixels).map((value) => value - grey);
      const short = shortening(coarse, farReachOf(grid));
      coarse.forEach((value, d) => {
        out[d] = value * scale * short;
      });
      out[grid.dimensions] = countWeight;
    },
  };
}
