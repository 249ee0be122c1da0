import { deltaOfMu } from "./deltaOfMu.ts";

/**
 * The epsilon that mu-GDP guarantees at `delta` in (0, 1), rounded UP: deltaOfMu(mu, result) <= delta, and a relative
 * 1e-15 less breaks it. Bisection; the same double on every machine. Throws RangeError for mu < 0 or another delta.
 */
export function epsilonOfMu(mu: number, delta: number): number {
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  if (deltaOfMu(mu, 0) <= delta) return 0;
  let high = mu;
  while (deltaOfMu(mu, high) > delta) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (deltaOfMu(mu, middle) <= delta) high = middle;
    else low = middle;
  }
}
