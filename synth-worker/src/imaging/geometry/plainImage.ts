/** One image: `values[(y width + x) channels + c]`, row after row from the top, with the size of a pixel (any unit, the same for both). */
export type PlainImage = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
  /** Width and height of a pixel. */
  readonly pixelSize: readonly [across: number, down: number];
};
