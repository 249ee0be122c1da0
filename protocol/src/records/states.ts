/** IMarket.OrderStatus by number. */
export const ORDER_STATUSES = ["NONE", "ESCROWED", "SETTLED", "DISPUTED", "RELEASED", "REFUNDED"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** IJobRegistry.State by number. */
export const JOB_STATES = [
  "NONE",
  "REQUESTED",
  "CLAIMED",
  "MEASURED",
  "COMMITTED",
  "REPORTED",
  "CERTIFIED",
  "REFUSED",
  "FINALISED",
  "FAILED",
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** IJobRegistry.FailReason by number. */
export const FAIL_REASONS = [
  "NONE",
  "LEAD_GAVE_UP",
  "DEADLINE",
  "CONSENT_STALE",
  "CERTIFICATE_REFUSED",
  "PERMIT_DEAD",
] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

/** Release class of differentially private results (IJobRegistry.Certificate.releaseClass). */
export const RELEASE_PRIVATE = 1n;
/** Release class of high-fidelity results, which are not differentially private; never in the EHDS lane. */
export const RELEASE_HIGH_FIDELITY = 2n;
/** Release class of aggregate statistics, exact and not differentially private; never in the EHDS lane. */
export const RELEASE_STATISTICS = 3n;
/** Release classes as documents name them, with their number on chain. */
export const RELEASE_NUMBERS = {
  private: RELEASE_PRIVATE,
  "high-fidelity": RELEASE_HIGH_FIDELITY,
  statistics: RELEASE_STATISTICS,
} as const;
