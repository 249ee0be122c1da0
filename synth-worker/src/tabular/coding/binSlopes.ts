import type { FineNumber } from "./fineDomain.ts";

/** Slopes are whole multiples of 1/65,536, so that they fit a model document and every machine draws the same. */
export const SLOPE_UNIT = 65_536;

/**
 * Slope of the density inside each bin, from noisy counts of the fine levels (missing level first, as in the domain): the density runs
 * from halfway to the left neighbour's to halfway to the right neighbour's, f(t) = 1 + s (2t - 1) over the bin, |s| <= 1. A slope that
 * noise of standard deviation `sigma` explains is shrunk towards 0 (by signal^2 / (signal^2 + noise^2)). Post-processing: costs nothing.
 */
export function binSlopes(column: FineNumber, counts: ArrayLike<number>, sigma: number): Int32Array {
  const first = column.missing ? 1 : 0;
  const bins = column.cuts.length - 1;
  const width = (bin: number) => column.cuts[bin + 1]! - column.cuts[bin]!;
  const density = (bin: number) => Math.max(0, counts[bin + first]!) / width(bin);
  return Int32Array.from({ length: bins }, (_, bin) => {
    const here = density(bin);
    const before = bin === 0 ? here : density(bin - 1);
    const after = bin === bins - 1 ? here : density(bin + 1);
    const sum = before + 2 * here + after;
    if (!(sum > 0) || width(bin) === 1) return 0;
    const difference = after - before;
    const noiseBefore = bin === 0 ? 0 : sigma / width(bin - 1);
    const noiseAfter = bin === bins - 1 ? 0 : sigma / width(bin + 1);
    const noise = noiseBefore * noiseBefore + noiseAfter * noiseAfter;
    const signal = difference * difference;
    const kept = signal === 0 ? 0 : signal / (signal + noise);
    return Math.floor((difference / sum) * kept * SLOPE_UNIT + 0.5);
  });
}
