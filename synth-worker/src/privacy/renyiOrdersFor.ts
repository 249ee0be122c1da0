import { deterministicLog } from "../math/deterministicLog.ts";

/**
 * The highest Renyi order that noise from coins must serve for a budget of `rhoMicro` at `delta`: twice the order at which the conversion to
 * epsilon is best, about 1 + sqrt(ln(1/delta) / rho), between 8 and 1024. Throws RangeError for rhoMicro < 1 or delta outside (0, 1).
 */
export function renyiOrdersFor(rhoMicro: bigint, delta: number): number {
  if (rhoMicro < 1n) throw new RangeError("the budget must be at least 1 micro-rho");
  if (!(delta > 0 && delta < 1)) throw new RangeError("delta must lie between 0 and 1");
  const best = 1 + Math.sqrt((-deterministicLog(delta) * 1_000_000) / Number(rhoMicro));
  return Math.min(1024, Math.max(8, Math.ceil(2 * best)));
}
