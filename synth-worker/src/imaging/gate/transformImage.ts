/** A picture of the same scene: mirrored, enlarged around its middle (zoom 1 or more), moved by whole or part pixels. */
export type ImageTransform = {
  readonly mirrorX?: boolean;
  readonly mirrorY?: boolean;
  readonly zoom?: number;
  readonly shiftX?: number;
  readonly shiftY?: number;
};

/** One image (height x width x channels, row-major) transformed, by bilinear interpolation; pixels from outside repeat the rim. */
export function transformImage(
  pixels: Float32Array,
  width: number,
  height: number,
  { mirrorX = false, mirrorY = false, zoom = 1, shiftX = 0, shiftY = 0 }: ImageTransform,
): Float32Array {
  const channels = pixels.length / (width * height);
  const out = new Float32Array(pixels.length);
  const columns = Array.from({ length: width }, (_, x) => source(x, width, mirrorX, zoom, shiftX));
  for (let y = 0; y < height; y++) {
    const [y0, y1, fy] = source(y, height, mirrorY, zoom, shiftY);
    for (let x = 0; x < width; x++) {
      const [x0, x1, fx] = columns[x]!;
      for (let c = 0; c < channels; c++) {
        const top =
          (1 - fx) * pixels[(y0 * width + x0) * channels + c]! +
          fx * pixels[(y0 * width + x1) * channels + c]!;
        const low =
          (1 - fx) * pixels[(y1 * width + x0) * channels + c]! +
          fx * pixels[(y1 * width + x1) * channels + c]!;
        out[(y * width + x) * channels + c] = (1 - fy) * top + fy * low;
      }
    }
  }
  return out;
}

function source(
  at: number,
  size: number,
  mirror: boolean,
  zoom: number,
  shift: number,
): [number, number, number] {
  const middle = (size - 1) / 2;
  const place = (mirror ? middle - at : at - middle) / zoom + middle - shift;
  const inside = Math.min(size - 1, Math.max(0, place));
  const low = Math.floor(inside);
  return [low, Math.min(size - 1, low + 1), inside - low];
}
