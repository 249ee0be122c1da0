import { deterministicLog } from "./deterministicLog.ts";
import { millsRatio } from "./millsRatio.ts";
import { normalCdf } from "./normalCdf.ts";

/**
 * The x with Phi(x) = p for p in [0, 1] (-Infinity at 0, Infinity at 1): the same double on every machine, absolute
 * error below 1e-12 for p >= 1e-300. Newton's method on ln Phi, which is concave, so it converges from the left.
 * Throws RangeError outside [0, 1].
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError("a probability lies in [0, 1]");
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const target = deterministicLog(p);
  // Phi(-t) <= exp(-t^2/2)/2, so this start lies at or left of the root.
  let x = -Math.sqrt(Math.max(0, -2 * target - LN4));
  for (let i = 0; i < 60; i++) {
    // d ln Phi / dx = phi / Phi = 1 / Mills' ratio on this side.
    const ratio = millsRatio(-x);
    const logCdf =
      x > -30 ? deterministicLog(normalCdf(x)) : (-x * x) / 2 - LN_SQRT_2PI + deterministicLog(ratio);
    const next = Math.min(0, x - (logCdf - target) * ratio);
    if (Math.abs(next - x) <= 1e-14 * (1 + Math.abs(x))) return next;
    x = next;
  }
  return x;
}

const LN4 = 1.3862943611198906;
const LN_SQRT_2PI = 0.9189385332046728;
