import type { ImageSet } from "../imageSet.ts";
import { fourierPlane } from "./fourierPlane.ts";
import { morletFilters, type Wavelet } from "./morletFilters.ts";

export type ScatteringOptions = {
  /** Octaves (default 3, at most log2 of the side minus 1). */
  readonly scales?: number;
  /** Directions of the wavelets (default 4). */
  readonly orientations?: number;
  /** 1: moduli of wavelets; 2 (default): of moduli of wavelets, too. */
  readonly order?: 1 | 2;
  /** Means are taken on a grid x grid of equal tiles (default 2). */
  readonly grid?: number;
};

/** Features, row-major: `dimensions` numbers per image. */
export type Features = { readonly count: number; readonly dimensions: number; readonly values: Float64Array };

/**
 * Wavelet scattering of images (Mallat, CPAM 65, 2012; Bruna, Mallat 2013): per tile, the mean of the image, of the moduli of its wavelet transform, and of
 * the moduli of theirs at coarser scales; channels one after the other. Nothing is learned, so the features are the same for everybody and depend on one
 * image alone. Sides that are no power of two are extended by mirroring; the transform is periodic.
 */
export function scattering(images: ImageSet, options: ScatteringOptions = {}): Features {
  const { count, width, height, channels, pixels } = images;
  const side = 2 ** Math.ceil(Math.log2(Math.max(width, height)));
  const scales = Math.min(options.scales ?? 3, Math.log2(side) - 1);
  const grid = options.grid ?? 2;
  const filters = morletFilters(side, scales, options.orientations ?? 4);
  const pairs =
    (options.order ?? 2) === 1 ? 0 : filters.reduce((sum, a) => sum + coarser(filters, a).length, 0);
  const perChannel = (1 + filters.length + pairs) * grid * grid;
  const dimensions = channels * perChannel;
  const values = new Float64Array(count * dimensions);
  const plane = new Float64Array(side * side);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) {
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          const at = (i * height + mirrored(y, height)) * width + mirrored(x, width);
          plane[y * side + x] = pixels[at * channels + c]!;
        }
      }
      const means: number[] = [];
      scatterPlane(plane, side, filters, pairs > 0, (moduli) => means.push(...tileMeans(moduli, side, grid)));
      values.set(means, i * dimensions + c * perChannel);
    }
  }
  return { count, dimensions, values };
}

function coarser(filters: readonly Wavelet[], first: Wavelet): Wavelet[] {
  return filters.filter(({ scale }) => scale > first.scale);
}

function scatterPlane(
  plane: Float64Array,
  side: number,
  filters: readonly Wavelet[],
  twice: boolean,
  take: (moduli: Float64Array) => void,
): void {
  take(plane);
  const spectrum = spectrumOf(plane, side);
  for (const first of filters) {
    const moduli = modulus(spectrum, first, side);
    take(moduli);
    const second = twice ? coarser(filters, first) : [];
    if (second.length === 0) continue;
    const again = spectrumOf(moduli, side);
    for (const filter of second) take(modulus(again, filter, side));
  }
}

type Spectrum = { readonly real: Float64Array; readonly imaginary: Float64Array };

function spectrumOf(plane: Float64Array, side: number): Spectrum {
  const real = plane.slice();
  const imaginary = new Float64Array(plane.length);
  fourierPlane(real, imaginary, side, false);
  return { real, imaginary };
}

function modulus({ real, imaginary }: Spectrum, { response }: Wavelet, side: number): Float64Array {
  const re = real.map((value, i) => value * response[i]!);
  const im = imaginary.map((value, i) => value * response[i]!);
  fourierPlane(re, im, side, true);
  return re.map((value, i) => Math.sqrt(value * value + im[i]! * im[i]!));
}

function tileMeans(plane: Float64Array, side: number, grid: number): number[] {
  const tile = side / grid;
  const out = new Array<number>(grid * grid).fill(0);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      out[Math.floor(y / tile) * grid + Math.floor(x / tile)]! += plane[y * side + x]! / (tile * tile);
    }
  }
  return out;
}

function mirrored(k: number, size: number): number {
  const period = k % (2 * size);
  return period < size ? period : 2 * size - 1 - period;
}
