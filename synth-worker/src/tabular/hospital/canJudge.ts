import { isPrivateOrder, MIN_COHORT_HOLDOUT, type OrderSpec } from "@symbolon/protocol";

/**
 * Whether a hospital has enough held-out records (judges[row] = 1) to answer about an order's file: {@link MIN_COHORT_HOLDOUT} for a cohort and
 * for every high-fidelity file, whose report has no noise. A private order without a cohort asks for none.
 */
export function canJudge(spec: OrderSpec, judges: Uint8Array): boolean {
  if (isPrivateOrder(spec) && spec.cohort === undefined) return true;
  return judges.reduce((sum, flag) => sum + flag, 0) >= MIN_COHORT_HOLDOUT;
}
