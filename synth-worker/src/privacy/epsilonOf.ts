import { deterministicExp } from "../math/deterministicExp.ts";
import { deterministicLog } from "../math/deterministicLog.ts";
import { deterministicLog1p } from "../math/deterministicLog1p.ts";

/**
 * The epsilon that a zCDP budget of `rhoMicro` micro-rho guarantees at `delta` in (0, 1): the least epsilon with
 * min over a > 1 of exp((a - 1)(a rho - epsilon) + a ln(1 - 1/a)) / (a - 1) <= delta
 * (Canonne, Kamath, Steinke 2020, Proposition 12, with Renyi divergence a rho of zCDP, Bun and Steinke 2016).
 * Every a > 1 gives a valid epsilon, so an imperfect minimum can only overstate epsilon, never understate it.
 * Same double on every machine. Throws RangeError for rhoMicro < 0 or delta outside (0, 1).
 */
export function epsilonOf(rhoMicro: bigint, delta: number): number {
  if (rhoMicro < 0n) throw new RangeError("rho is negative");
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  if (rhoMicro === 0n) return 0;
  const rho = Number(rhoMicro) / 1_000_000;
  const logDelta = deterministicLog(delta);

  // epsilon(a) has one minimum. It is searched over u = ln(a - 1): a lies near sqrt(ln(1/delta)/rho),
  // which ranges over many orders of magnitude. Golden section halves the bracket every 1.44 steps.
  const at = (u: number) => epsilonAtOrder(deterministicExp(u), rho, logDelta);
  let low = -20;
  let high = 20;
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let atA = at(a);
  let atB = at(b);
  for (let i = 0; i < 70; i++) {
    if (atA <= atB) {
      high = b;
      b = a;
      atB = atA;
      a = high - GOLDEN * (high - low);
      atA = at(a);
    } else {
      low = a;
      a = b;
      atA = atB;
      b = low + GOLDEN * (high - low);
      atB = at(b);
    }
  }
  const best = Math.min(atA, atB);
  // Rounding inside epsilonAtOrder is a few 1e-16 of its terms; 1e-13 covers it upwards.
  return best <= 0 ? 0 : best * (1 + 1e-13);
}

const GOLDEN = 0.6180339887498949;

/** epsilon solved from delta = exp((a-1)(a rho - epsilon) + a ln(1-1/a)) / (a-1) at the order a = 1 + gap. */
function epsilonAtOrder(gap: number, rho: number, logDelta: number): number {
  const order = 1 + gap;
  // ln(1 - 1/a) = -ln(1 + 1/(a-1)): this form keeps its digits at both ends.
  return order * rho - (order * deterministicLog1p(1 / gap) + deterministicLog(gap) + logDelta) / gap;
}
