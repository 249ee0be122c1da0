import type { PlainImage } from "./plainImage.ts";

/**
 * The square patches of `size` pixels at every `stride` pixels that lie wholly in the image and of which at least `filled` (0 to 1) lies above `above`:
 * which patches are kept depends on this image alone. Row after row from the top left.
 */
export function patchesOf(
  image: PlainImage,
  options: {
    readonly size: number;
    readonly stride: number;
    readonly filled: number;
    readonly above: number;
  },
): readonly PlainImage[] {
  const { size, stride, filled, above } = options;
  const { width, height, channels, values, pixelSize } = image;
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(stride) || stride < 1)
    throw new RangeError("size and stride are whole numbers above 0");
  const patches: PlainImage[] = [];
  for (let top = 0; top + size <= height; top += stride)
    for (let left = 0; left + size <= width; left += stride) {
      const patch = new Float32Array(size * size * channels);
      for (let y = 0; y < size; y++) {
        const from = ((top + y) * width + left) * channels;
        patch.set(values.subarray(from, from + size * channels), y * size * channels);
      }
      const bright = patch.reduce((count, value) => count + Number(value > above), 0);
      if (bright >= filled * patch.length)
        patches.push({ width: size, height: size, channels, values: patch, pixelSize });
    }
  return patches;
}
