import { epsilonOf } from "@symbolon/synth-worker/accounting";
import { formatDecimal } from "./formatNumber.ts";

/** delta at which budgets are translated to epsilon for reading; the ledger itself counts rho. */
export const READING_DELTA = 1e-6;

/** Micro-rho as the epsilon it stands for at READING_DELTA, rounded for reading; 15000n -> "0.83". */
export function readingEpsilon(rhoMicro: bigint): string {
  return formatDecimal(epsilonOf(rhoMicro, READING_DELTA));
}
