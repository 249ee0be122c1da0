/** A band-pass filter by its real frequency response on a side x side plane, zero frequency first. */
export type Wavelet = { readonly scale: number; readonly response: Float64Array };

/**
 * Morlet wavelets of `scales` octaves and `orientations` directions: a Gaussian around (3 pi / 4) 2^-j, minus what makes its mean zero, width and
 * slant as in the scattering literature (Bruna, Mallat, IEEE TPAMI 35, 2013): sigma .8 2^j, slant 4 / orientations.
 */
export function morletFilters(side: number, scales: number, orientations: number): Wavelet[] {
  const out: Wavelet[] = [];
  for (let scale = 0; scale < scales; scale++) {
    for (let o = 0; o < orientations; o++) {
      out.push({
        scale,
        response: response(side, 2 ** scale, (Math.PI * o) / orientations, 4 / orientations),
      });
    }
  }
  return out;
}

function response(side: number, stretch: number, angle: number, slant: number): Float64Array {
  const sigma = 0.8 * stretch;
  const centre = (3 * Math.PI) / 4 / stretch;
  const gauss = (u: number, v: number): number =>
    Math.exp((-sigma * sigma * (u * u + (v * v) / (slant * slant))) / 2);
  const out = new Float64Array(side * side);
  const ratio = gauss(-centre, 0) / gauss(0, 0);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      // Responses repeat every 2 pi: the neighbours' tails are added.
      let sum = 0;
      for (let a = -1; a <= 1; a++) {
        for (let b = -1; b <= 1; b++) {
          const fx = 2 * Math.PI * (wrapped(x, side) / side + a);
          const fy = 2 * Math.PI * (wrapped(y, side) / side + b);
          const u = fx * Math.cos(angle) + fy * Math.sin(angle);
          const v = fy * Math.cos(angle) - fx * Math.sin(angle);
          sum += gauss(u - centre, v) - ratio * gauss(u, v);
        }
      }
      out[y * side + x] = sum;
    }
  }
  return out;
}

function wrapped(k: number, side: number): number {
  return k < side / 2 ? k : k - side;
}
