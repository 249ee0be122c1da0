import { expInPlace } from "../../math/expInPlace.ts";
import type { MixedPoints } from "./mixedPoints.ts";
import { squaredDistances } from "./squaredDistances.ts";

/**
 * Squared maximum mean discrepancy with the kernel exp(-gamma |x - y|^2), biased estimate (Gretton et al., JMLR 13, 2012, eq. 5): 0 for equal files; two
 * samples of one distribution give about (1 - mean kernel)(1/n + 1/m). O(rows^2 columns), bit for bit the same on every machine.
 * Throws RangeError for an empty file or a gamma that is not positive.
 */
export function mmdRbf(a: MixedPoints, b: MixedPoints, gamma: number): number {
  if (a.rows === 0 || b.rows === 0) throw new RangeError("no discrepancy to an empty file");
  if (!(gamma > 0)) throw new RangeError(`${gamma} is no kernel width`);
  const mixed = meanKernel(a, b, gamma);
  return Math.max(0, meanKernel(a, a, gamma) + meanKernel(b, b, gamma) - 2 * mixed);
}

function meanKernel(from: MixedPoints, to: MixedPoints, gamma: number): number {
  const kernel = new Float64Array(to.rows);
  let sum = 0;
  for (let i = 0; i < from.rows; i++) {
    squaredDistances(from, i, to, kernel);
    for (let j = 0; j < kernel.length; j++) kernel[j]! *= -gamma;
    expInPlace(kernel, 0);
    let line = 0;
    for (let j = 0; j < kernel.length; j++) line += kernel[j]!;
    sum += line;
  }
  return sum / (from.rows * to.rows);
}
