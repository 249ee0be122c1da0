import type { Features } from "../features/scattering.ts";

/**
 * Squared maximum mean discrepancy of two samples with the kernel (<x, y> / dimensions + 1)^3. Unbiased by default, so it may be below 0 (Binkowski et al., ICLR
 * 2018, "KID"); `biased` counts every row with itself, too (Gretton et al., JMLR 13, 2012, eq. 5): never below 0, and to be compared only between samples
 * of the same sizes. On scattering features it is no Inception KID and cannot be compared with published ones. O(rows^2 dimensions). Throws RangeError for
 * fewer than two rows or other dimensions.
 */
export function kernelDistance(a: Features, b: Features, kind: "unbiased" | "biased" = "unbiased"): number {
  if (a.count < 2 || b.count < 2 || a.dimensions !== b.dimensions)
    throw new RangeError("two samples of equal features");
  return within(a, kind) + within(b, kind) - 2 * across(a, b);
}

function within(a: Features, kind: "unbiased" | "biased"): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) {
    for (let j = 0; j < i; j++) sum += 2 * kernel(a, i, a, j);
    if (kind === "biased") sum += kernel(a, i, a, i);
  }
  return sum / (a.count * (kind === "biased" ? a.count : a.count - 1));
}

function across(a: Features, b: Features): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) for (let j = 0; j < b.count; j++) sum += kernel(a, i, b, j);
  return sum / (a.count * b.count);
}

function kernel(a: Features, i: number, b: Features, j: number): number {
  const { dimensions } = a;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += a.values[i * dimensions + d]! * b.values[j * dimensions + d]!;
  const base = sum / dimensions + 1;
  return base * base * base;
}
