import type { ImageEmbedding } from "./imageEmbedding.ts";
import { momentWeights } from "./momentWeights.ts";
import { reachOf } from "./reachOf.ts";
import { shortening } from "./shortening.ts";
import type { WorkingGrid } from "./workingGrid.ts";

/** The second look: per class the centred image and the count, and over all classes the products of centred pixels (upper triangle). */
export function momentEmbedding(grid: WorkingGrid, mean: Float64Array): ImageEmbedding {
  const n = grid.dimensions;
  const { image, count, product } = momentWeights();
  const reach = reachOf(grid);
  return {
    classDimensions: n + 1,
    commonDimensions: (n * (n + 1)) / 2,
    write: (pixels, out) => {
      const centred = grid.shrink(pixels).map((value, d) => value - mean[d]!);
      const short = shortening(centred, reach) / reach;
      for (let d = 0; d < n; d++) centred[d]! *= short;
      for (let d = 0; d < n; d++) out[d] = image * centred[d]!;
      out[n] = count;
      let at = n + 1;
      // Off the diagonal a product stands for two entries: weight sqrt(2) makes the triangle as long as the matrix, at most 1.
      for (let a = 0; a < n; a++)
        for (let b = 0; b <= a; b++)
          out[at++] = product * centred[a]! * centred[b]! * (a === b ? 1 : Math.SQRT2);
    },
  };
}
