import type { PlainImage } from "./plainImage.ts";

/**
 * The image in a square of `size` pixels, its longer side filling it and the rest `background`: each new pixel is the mean over the area that it covers
 * (over one old pixel at least, so that enlarging interpolates linearly). Pixels that are not square become so. A function of this image alone.
 */
export function resample(image: PlainImage, size: number, background = 0): PlainImage {
  const { width, height, channels, values, pixelSize } = image;
  const [across, down] = pixelSize;
  const side = Math.max(width * across, height * down);
  const step = side / size;
  const columns = weights(size, width, step / across, (side - width * across) / 2 / across);
  const rows = weights(size, height, step / down, (side - height * down) / 2 / down);
  // Along rows first, then along columns: a box filter is separable.
  const narrow = new Float32Array(height * size * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < size; x++) {
      const { first, parts, outside } = columns[x]!;
      for (let c = 0; c < channels; c++) {
        let sum = outside * background;
        for (let i = 0; i < parts.length; i++)
          sum += parts[i]! * values[(y * width + first + i) * channels + c]!;
        narrow[(y * size + x) * channels + c] = sum;
      }
    }
  const result = new Float32Array(size * size * channels);
  for (let y = 0; y < size; y++) {
    const { first, parts, outside } = rows[y]!;
    for (let k = 0; k < size * channels; k++) {
      let sum = outside * background;
      for (let i = 0; i < parts.length; i++) sum += parts[i]! * narrow[(first + i) * size * channels + k]!;
      result[y * size * channels + k] = sum;
    }
  }
  return { width: size, height: size, channels, values: result, pixelSize: [step, step] };
}

/** Shares of old pixels `first`, `first` + 1, ... in one new one; what lies beside the image has `outside`. All sum to 1. */
type Shares = { readonly first: number; readonly parts: readonly number[]; readonly outside: number };

function weights(size: number, length: number, step: number, margin: number): readonly Shares[] {
  const reach = Math.max(1, step);
  return Array.from({ length: size }, (_, i) => {
    const start = i * step - margin;
    const inside = Math.max(0, Math.min(length, start + step) - Math.max(0, start)) / step;
    // At the picture's edge the wider box of an enlargement takes the edge, not the background.
    const [from, to] = [start + step / 2 - reach / 2, start + step / 2 + reach / 2];
    const first = Math.min(length, Math.max(0, Math.floor(from)));
    const last = Math.max(first, Math.min(length, Math.ceil(to)));
    const covered = Array.from({ length: last - first }, (_unused, k) =>
      Math.max(0, Math.min(to, first + k + 1) - Math.max(from, first + k)),
    );
    const sum = covered.reduce((total, part) => total + part, 0);
    if (inside === 0 || sum === 0) return { first, parts: [], outside: 1 };
    return { first, parts: covered.map((part) => (part / sum) * inside), outside: 1 - inside };
  });
}
