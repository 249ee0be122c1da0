import type { ImageSet } from "../imageSet.ts";

/** Images with one channel: the mean of red, green and blue. */
export function greyOf({ pixels, channels }: ImageSet): Float32Array {
  if (channels === 1) return pixels;
  return Float32Array.from(
    { length: pixels.length / 3 },
    (_, i) => (pixels[3 * i]! + pixels[3 * i + 1]! + pixels[3 * i + 2]!) / 3,
  );
}
