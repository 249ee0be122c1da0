/** Names of the contracts' enums by ordinal; an ordinal that is not known yet reads as the first name. */
const DATASET_STATUSES = ["NONE", "LISTED", "UNLISTED", "RETIRED"];
const DATASET_LANES = ["COMMERCIAL", "EHDS"];
const JOB_FAIL_REASONS = ["NONE", "LEAD_GAVE_UP", "DEADLINE", "CONSENT_STALE", "CERTIFICATE_REFUSED", "PERMIT_DEAD"];
const DISPUTE_STATES = ["NONE", "OPEN", "UPHELD", "REJECTED", "LAPSED"];

function nameAt(names: string[], ordinal: i32): string {
  return ordinal >= 0 && ordinal < names.length ? names[ordinal] : names[0];
}

/** IDatasetRegistry.Status as DatasetStatus. */
export function datasetStatusName(ordinal: i32): string {
  return nameAt(DATASET_STATUSES, ordinal);
}

/** IDatasetRegistry.Lane as DatasetLane. */
export function datasetLaneName(ordinal: i32): string {
  return nameAt(DATASET_LANES, ordinal);
}

/** IJobRegistry.FailReason as JobFailReason. */
export function jobFailReasonName(ordinal: i32): string {
  return nameAt(JOB_FAIL_REASONS, ordinal);
}

/** IDisputes.State as DisputeState. */
export function disputeStateName(ordinal: i32): string {
  return nameAt(DISPUTE_STATES, ordinal);
}
