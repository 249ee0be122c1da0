import type { ImageSet } from "../imageSet.ts";
import { blockMeans } from "./blockMeans.ts";

const MOST = 64;

/** Images of at most 64 pixels a side, by means of blocks: what measures look at, whose cost grows with the pixels. Smaller ones stay as they are. */
export function smallImages(images: ImageSet): ImageSet {
  const side = Math.max(images.width, images.height);
  if (side <= MOST) return images;
  const { width, height, values } = blockMeans(images, Math.ceil(side / MOST));
  return { ...images, width, height, pixels: Float32Array.from(values) };
}
