/** Bins that are proposed at most. */
const MAX_BINS = 10;
/** A tail this many times as long as the way to the middle gets bins that grow. */
const SKEW = 6;
/** Below this, steps of one are bins enough. */
const LEAST_SKEWED = 20;
const LARGEST = 2 ** 40;

/** A scale (power of ten) and ascending whole edges in scaled numbers, the last one exclusive. */
export type NiceEdges = { readonly scale: number; readonly edges: readonly number[] };

/**
 * Bins for numbers between `min` and `max`: equal steps of 1, 2 or 5 times a power of ten, or the ladder 1, 2, 5, 10, 20 ... where most values are small and few
 * are very large. Edges are round numbers that say no more of the records than their order of magnitude; values beyond the outer ones fall into the outer
 * bins. At least two bins. Null where the numbers are too large or too small to be cut by whole edges.
 */
export function niceEdges(range: {
  readonly min: number;
  readonly max: number;
  readonly median: number;
}): NiceEdges | null {
  const { min, max, median } = range;
  if (!(Math.abs(min) < LARGEST && Math.abs(max) < LARGEST)) return null;
  const step = niceStep((max - min) / (MAX_BINS - 1));
  const scale = step >= 1 ? 1 : 10 ** Math.ceil(-Math.log10(step) - 1e-9);
  if (scale > 1_000_000) return null;
  if (min >= 0 && max > LEAST_SKEWED && max - median > SKEW * (median - min))
    return { scale: 1, edges: ladder(max) };
  const whole = Math.max(1, Math.round(step * scale));
  const first = Math.floor((min * scale) / whole) * whole;
  const edges = [first];
  while (edges.at(-1)! <= max * scale || edges.length < 3) edges.push(edges.at(-1)! + whole);
  return { scale, edges };
}

/** 0, 1, 2, 5, 10, ... to the first step above `max`; steps far below it are left out, so that there are at most MAX_BINS bins. */
function ladder(max: number): number[] {
  const steps: number[] = [];
  for (let power = 1; (steps.at(-1) ?? 0) <= max; power *= 10)
    for (const digit of [1, 2, 5]) if ((steps.at(-1) ?? 0) <= max) steps.push(digit * power);
  return [0, ...steps.slice(-MAX_BINS)];
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `width`; 1 for none. */
function niceStep(width: number): number {
  if (!(width > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  return ([1, 2, 5].find((digit) => digit * power >= width * (1 - 1e-9)) ?? 10) * power;
}
