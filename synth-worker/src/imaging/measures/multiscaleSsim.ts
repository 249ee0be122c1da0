/** Weights of the scales, finest first (Wang, Simoncelli, Bovik 2003). */
const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * Multiscale structural similarity of two grey images with values in [0, 1] (Wang, Simoncelli, Bovik, Asilomar 2003): Gaussian window of 11 pixels, sigma 1.5
 * (smaller where the image is), as many of the five scales as leave 8 pixels of side, their weights made to add up to 1; negative means of a scale
 * count as 0. 1 for equal images. Sides of 8 use one scale, which is plain SSIM.
 */
export function multiscaleSsim(a: Float32Array, b: Float32Array, width: number, height: number): number {
  const scales = Math.max(
    1,
    Math.min(WEIGHTS.length, Math.floor(Math.log2(Math.min(width, height) / 8)) + 1),
  );
  const weights = WEIGHTS.slice(0, scales);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = Float64Array.from(a);
  let right = Float64Array.from(b);
  let w = width;
  let h = height;
  let out = 1;
  for (let s = 0; s < scales; s++) {
    const { similarity, contrast } = ssimOf(left, right, w, h);
    const part = s === scales - 1 ? similarity : contrast;
    out *= Math.max(0, part) ** (weights[s]! / total);
    if (s === scales - 1) break;
    left = halved(left, w, h);
    right = halved(right, w, h);
    w >>= 1;
    h >>= 1;
  }
  return out;
}

function ssimOf(
  a: Float64Array,
  b: Float64Array,
  w: number,
  h: number,
): { similarity: number; contrast: number } {
  const size = Math.min(11, 2 * Math.floor((Math.min(w, h) - 1) / 2) + 1);
  const [meanA, meanB] = [blurred(a, w, h, size), blurred(b, w, h, size)];
  const aa = blurred(
    a.map((x) => x * x),
    w,
    h,
    size,
  );
  const bb = blurred(
    b.map((x) => x * x),
    w,
    h,
    size,
  );
  const ab = blurred(
    a.map((x, i) => x * b[i]!),
    w,
    h,
    size,
  );
  let similarity = 0;
  let contrast = 0;
  for (let i = 0; i < meanA.length; i++) {
    const x = meanA[i]!;
    const y = meanB[i]!;
    const structure = (2 * (ab[i]! - x * y) + C2) / (aa[i]! - x * x + bb[i]! - y * y + C2);
    contrast += structure;
    similarity += (structure * (2 * x * y + C1)) / (x * x + y * y + C1);
  }
  return { similarity: similarity / meanA.length, contrast: contrast / meanA.length };
}

/** Gaussian means of every window that lies inside the image. */
function blurred(plane: Float64Array, w: number, h: number, size: number): Float64Array {
  const weights = Array.from({ length: size }, (_, k) =>
    Math.exp(-((k - (size - 1) / 2) ** 2) / (2 * 1.5 ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const columns = w - size + 1;
  const rows = h - size + 1;
  const across = new Float64Array(columns * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += weights[k]! * plane[y * w + x + k]!;
      across[y * columns + x] = sum / total;
    }
  }
  const out = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += weights[k]! * across[(y + k) * columns + x]!;
      out[y * columns + x] = sum / total;
    }
  }
  return out;
}

function halved(plane: Float64Array, w: number, h: number): Float64Array<ArrayBuffer> {
  const columns = w >> 1;
  const out = new Float64Array(columns * (h >> 1));
  for (let i = 0; i < out.length; i++) {
    const at = 2 * Math.floor(i / columns) * w + 2 * (i % columns);
    out[i] = (plane[at]! + plane[at + 1]! + plane[at + w]! + plane[at + w + 1]!) / 4;
  }
  return out;
}
