/** The largest side on which the private engine works: noise grows with every pixel that is measured. */
const MOST = 8;

/** Between images and the coarse grid that is measured: both ways depend on sizes alone, not on records. */
export type WorkingGrid = {
  readonly width: number;
  readonly height: number;
  /** Numbers of a coarse image: width x height x channels. */
  readonly dimensions: number;
  readonly shrink: (pixels: ArrayLike<number>) => Float64Array;
  readonly enlarge: (coarse: ArrayLike<number>) => Float32Array;
};

/** Means of blocks down to at most 8 x 8, and bilinear interpolation back. Sides must be up to 8 or multiples of 8; throws RangeError for others. */
export function workingGrid(width: number, height: number, channels: number): WorkingGrid {
  const across = factorOf(width);
  const down = factorOf(height);
  const columns = width / across;
  const rows = height / down;
  const at = (x: number, y: number, c: number, w: number): number => (y * w + x) * channels + c;
  return {
    width: columns,
    height: rows,
    dimensions: columns * rows * channels,
    shrink: (pixels) => {
      const out = new Float64Array(columns * rows * channels);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          for (let c = 0; c < channels; c++)
            out[at(Math.floor(x / across), Math.floor(y / down), c, columns)]! +=
              pixels[at(x, y, c, width)]! / (across * down);
      return out;
    },
    enlarge: (coarse) => {
      const out = new Float32Array(width * height * channels);
      for (let y = 0; y < height; y++) {
        const [y0, y1, fy] = between((y + 0.5) / down - 0.5, rows);
        for (let x = 0; x < width; x++) {
          const [x0, x1, fx] = between((x + 0.5) / across - 0.5, columns);
          for (let c = 0; c < channels; c++) {
            const top = (1 - fx) * coarse[at(x0, y0, c, columns)]! + fx * coarse[at(x1, y0, c, columns)]!;
            const low = (1 - fx) * coarse[at(x0, y1, c, columns)]! + fx * coarse[at(x1, y1, c, columns)]!;
            out[at(x, y, c, width)] = Math.min(1, Math.max(0, (1 - fy) * top + fy * low));
          }
        }
      }
      return out;
    },
  };
}

function factorOf(side: number): number {
  if (side <= MOST) return 1;
  if (side % MOST !== 0)
    throw new RangeError("the private engine needs sides of at most 8 or multiples of 8 pixels");
  return side / MOST;
}

function between(position: number, size: number): [number, number, number] {
  const clamped = Math.min(size - 1, Math.max(0, position));
  const low = Math.floor(clamped);
  return [low, Math.min(size - 1, low + 1), clamped - low];
}
