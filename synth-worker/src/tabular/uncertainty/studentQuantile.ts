import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { normalQuantile } from "../../math/normalQuantile.ts";

/** Steps of Simpson's rule. */
const STEPS = 400;
/** From here on the expansion in 1/freedom is exact to 1e-9. */
const MANY = 200;

/**
 * The x with P(T <= x) = p for Student's t of `freedom` >= 1 degrees of freedom, p in (0, 1); relative error below 1e-6 for
 * p in [0.001, 0.999]. With u = x / sqrt(freedom + x^2) the density is (1 - u^2)^(freedom / 2 - 1), integrated by
 * Simpson's rule and inverted by bisection; for many degrees of freedom by the expansion of Abramowitz and Stegun 1964, 26.7.5.
 * Throws RangeError outside.
 */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError("a probability lies in (0, 1)");
  if (!(freedom >= 1)) throw new RangeError("at least one degree of freedom");
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  if (freedom >= MANY) return expansion(normalQuantile(p), freedom);
  const whole = tail(0, freedom);
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const u = (low + high) / 2;
    // P(T > x) = tail(u) / (2 tail(0)).
    if (tail(u, freedom) > 2 * (1 - p) * whole) low = u;
    else high = u;
  }
  const u = (low + high) / 2;
  return u * Math.sqrt(freedom / ((1 - u) * (1 + u)));
}

/** Integral of (1 - s^2)^(freedom / 2 - 1) over s from u to 1, with s = 1 - x^4 so that nothing at the end is rough. */
function tail(u: number, freedom: number): number {
  const end = Math.sqrt(Math.sqrt(1 - u));
  const step = end / STEPS;
  let sum = 0;
  for (let i = 0; i <= STEPS; i++) {
    const x = i * step;
    const weight = i === 0 || i === STEPS ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * 4 * power(x, 2 * freedom - 1) * power(2 - x * x * x * x, freedom / 2 - 1);
  }
  return (sum * step) / 3;
}

function power(base: number, exponent: number): number {
  if (base === 0) return exponent === 0 ? 1 : 0;
  return deterministicExp(exponent * deterministicLog(base));
}

function expansion(z: number, n: number): number {
  const z2 = z * z;
  const g1 = (z2 + 1) / 4;
  const g2 = ((5 * z2 + 16) * z2 + 3) / 96;
  const g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  return z * (1 + (g1 + (g2 + g3 / n) / n) / n);
}
