import type { Charge } from "../../privacy/accountant.ts";
import type { RoundPlan } from "./statistic.ts";

/** What a round costs: nothing when its sums are opened exactly, which no budget covers. To be charged before any node opens its part. */
export function chargeOf({ what, noise }: RoundPlan<unknown>): Charge | null {
  if (noise === null) return null;
  const { num, den } = noise.rho;
  // Noise of several nodes adds up to no Gaussian: the accountant converts it as zCDP.
  return { what, rho: { num: BigInt(num), den: BigInt(den) }, sigma: null };
}
