import type { ImageSet } from "../imageSet.ts";
import { blockMeans } from "./blockMeans.ts";
import { workingBlock } from "./workingBlock.ts";

/** Images as rows of block means, at most 16 x 16 per channel; blocks at the rim may be smaller. */
export function workingPixels(images: ImageSet): {
  readonly rows: Float64Array[];
  readonly dimensions: number;
} {
  const { width, height, channels, values } = blockMeans(images, workingBlock(images.width, images.height));
  const dimensions = width * height * channels;
  const rows = Array.from({ length: images.count }, (_, i) =>
    values.slice(i * dimensions, (i + 1) * dimensions),
  );
  return { rows, dimensions };
}
