/**
 * The two-dimensional discrete Fourier transform of a side x side plane in place, side a power of two (row-major real and imaginary parts). `inverse`
 * divides by side^2. Radix-2 butterflies (Cooley, Tukey 1965). Throws RangeError for another side.
 */
export function fourierPlane(
  real: Float64Array,
  imaginary: Float64Array,
  side: number,
  inverse: boolean,
): void {
  if (side < 2 || (side & (side - 1)) !== 0 || real.length !== side * side)
    throw new RangeError("the plane's side must be a power of two");
  for (let row = 0; row < side; row++) line(real, imaginary, row * side, 1, side, inverse);
  for (let column = 0; column < side; column++) line(real, imaginary, column, side, side, inverse);
  if (!inverse) return;
  const scale = 1 / (side * side);
  for (let i = 0; i < real.length; i++) {
    real[i]! *= scale;
    imaginary[i]! *= scale;
  }
}

function line(
  re: Float64Array,
  im: Float64Array,
  from: number,
  stride: number,
  n: number,
  inverse: boolean,
): void {
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const a = from + i * stride;
    const b = from + j * stride;
    [re[a], re[b]] = [re[b]!, re[a]!];
    [im[a], im[b]] = [im[b]!, im[a]!];
  }
  const { cos, sin } = turns(n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let block = 0; block < n; block += size) {
      for (let k = 0; k < half; k++) {
        const c = cos[k * step]!;
        const s = inverse ? sin[k * step]! : -sin[k * step]!;
        const a = from + (block + k) * stride;
        const b = a + half * stride;
        const x = re[b]! * c - im[b]! * s;
        const y = re[b]! * s + im[b]! * c;
        re[b] = re[a]! - x;
        im[b] = im[a]! - y;
        re[a]! += x;
        im[a]! += y;
      }
    }
  }
}

const TABLES = new Map<number, { cos: Float64Array; sin: Float64Array }>();

function turns(n: number): { cos: Float64Array; sin: Float64Array } {
  const known = TABLES.get(n);
  if (known !== undefined) return known;
  const angle = (k: number) => (2 * Math.PI * k) / n;
  const table = {
    cos: Float64Array.from({ length: n / 2 }, (_, k) => Math.cos(angle(k))),
    sin: Float64Array.from({ length: n / 2 }, (_, k) => Math.sin(angle(k))),
  };
  TABLES.set(n, table);
  return table;
}
