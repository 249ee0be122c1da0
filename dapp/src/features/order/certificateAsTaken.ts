import type { Certificate } from "@symbolon/protocol";

const MARKET_LIMITS =
  "The file keeps the limits of this order, but not those that the market sets for every file of its kind.";

/**
 * A certificate as the chain took it: one that passed by the order's limits and was refused all the same missed the market's own, which the contract compares
 * with the figures (JobRegistry, thresholds of the release class). To be read, not to be hashed.
 */
export function certificateAsTaken<T extends Certificate>(certificate: T, isRefused: boolean): T {
  if (!isRefused || !certificate.passed) return certificate;
  return { ...certificate, passed: false, reasons: [MARKET_LIMITS] };
}
