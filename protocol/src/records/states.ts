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
