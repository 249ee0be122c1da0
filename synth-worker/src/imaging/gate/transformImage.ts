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
  const columns = sources(width, mirrorX, zoom, shiftX);
  const rows = sources(height, mirrorY, zoom, shiftY);
  for (let y = 0; y < height; y++) {
    const upper = rows.low[y]! * width;
    const lower = rows.high[y]! * width;
    const fy = rows.part[y]!;
    for (let x = 0; x < width; x++) {
      const left = columns.low[x]!;
      const right = columns.high[x]!;
      const fx = columns.part[x]!;
      for (let c = 0; c < channels; c++) {
        const top =
          (1 - fx) * pixels[(upper + left) * channels + c]! + fx * pixels[(upper + right) * channels + c]!;
        const low =
          (1 - fx) * pixels[(lower + left) * channels + c]! + fx * pixels[(lower + right) * channels + c]!;
        out[(y * width + x) * channels + c] = (1 - fy) * top + fy * low;
      }
    }
  }
  return out;
}

/** For every place along a side the two pixels it lies between, and how far from the first. */
function sources(
  size: number,
  mirror: boolean,
  zoom: number,
  shift: number,
): { low: Int32Array; high: Int32Array; part: Float64Array } {
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  const part = new Float64Array(size);
  const middle = (size - 1) / 2;
  for (let at = 0; at < size; at++) {
    const place = (mirror ? middle - at : at - middle) / zoom + middle - shift;
    const inside = Math.min(size - 1, Math.max(0, place));
    low[at] = Math.floor(inside);
    high[at] = Math.min(size - 1, low[at]! + 1);
    part[at] = inside - low[at]!;
  }
  return { low, high, part };
}
