import type { ImageSet } from "../imageSet.ts";

/** Means of blocks: `values` as an ImageSet has its pixels. */
export type BlockMeans = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float64Array;
};

/** Images as means of square blocks of `block` pixels a side; blocks at the rim may be smaller. */
export function blockMeans({ count, width, height, channels, pixels }: ImageSet, block: number): BlockMeans {
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const size = columns * rows * channels;
  const values = new Float64Array(count * size);
  const seen = new Float64Array(size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (Math.floor(y / block) * columns + Math.floor(x / block)) * channels;
      for (let c = 0; c < channels; c++) {
        seen[at + c]!++;
        for (let i = 0; i < count; i++)
          values[i * size + at + c]! += pixels[((i * height + y) * width + x) * channels + c]!;
      }
    }
  }
  for (let k = 0; k < values.length; k++) values[k]! /= seen[k % size]!;
  return { width: columns, height: rows, channels, values };
}
