import type { ImageSet } from "../imageSet.ts";

const MOST = 16;

/** Images as rows of block means, at most 16 x 16 per channel; blocks at the rim may be smaller. */
export function workingPixels(images: ImageSet): {
  readonly rows: Float64Array[];
  readonly dimensions: number;
} {
  const { count, width, height, channels, pixels } = images;
  const block = Math.max(1, Math.ceil(Math.max(width, height) / MOST));
  const columns = Math.ceil(width / block);
  const dimensions = columns * Math.ceil(height / block) * channels;
  const rows = Array.from({ length: count }, (_, i) => {
    const out = new Float64Array(dimensions);
    const seen = new Float64Array(dimensions);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          const at = (Math.floor(y / block) * columns + Math.floor(x / block)) * channels + c;
          out[at]! += pixels[((i * height + y) * width + x) * channels + c]!;
          seen[at]!++;
        }
      }
    }
    return out.map((sum, d) => sum / seen[d]!);
  });
  return { rows, dimensions };
}
