import { deterministicLog } from "../math/deterministicLog.ts";
import { millsRatio } from "../math/millsRatio.ts";
import { normalQuantile } from "../math/normalQuantile.ts";
import type { Rational } from "../math/rational.ts";
import type { Neighbours } from "./neighbours.ts";

/**
 * The smallest noisy count at which a key may be released, such that keys held by one patient alone (true count 1) are
 * released with probability at most `delta` in all: patients x maxRecords x P[1 + round(sigma Z) >= threshold] <= delta,
 * where two patients' own keys matter for "replace" and one's for "add-remove". The tail is bounded from above.
 * Throws RangeError unless 0 < delta < 1.
 */
export function keyThreshold(sigma: Rational, delta: number, { maxRecords, relation }: Neighbours): number {
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  const share = delta / (maxRecords * (relation === "replace" ? 2 : 1));
  const scale = (Number(sigma.num) / Number(sigma.den)) * (1 + 2 ** -50);
  const allowed = deterministicLog(share) - 1e-9;
  // round(sigma Z) >= T - 1 means Z >= (T - 3/2) / sigma.
  let threshold = Math.max(2, Math.floor(1.5 - scale * normalQuantile(Math.min(share, 0.5))) - 1);
  while (logTail((threshold - 1.5) / scale) > allowed) threshold++;
  return threshold;
}

/** ln P[Z >= t], t > 0; its rounding errors are far below the 1e-9 held back. */
function logTail(t: number): number {
  return (-t * t) / 2 - LN_SQRT_2PI + deterministicLog(millsRatio(t));
}

const LN_SQRT_2PI = 0.9189385332046728;
