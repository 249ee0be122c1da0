import { deterministicLog1p } from "./deterministicLog1p.ts";

/**
 * Natural logarithm of x >= 0 (-Infinity at 0, NaN below), bit for bit the same on every machine.
 * See deterministicLog1p for the method and its error.
 */
export function deterministicLog(x: number): number {
  if (x < 0.5) {
    // x - 1 would drop the low bits of a small x; scaling by 2^32 is exact and keeps them.
    if (x > 0) return deterministicLog(x * 4294967296) - 22.180709777918249;
    return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  }
  return deterministicLog1p(x - 1);
}
