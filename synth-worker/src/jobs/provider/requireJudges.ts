import { type CohortCondition, MIN_COHORT_HOLDOUT, SymbolonError } from "@symbolon/protocol";

/**
 * Refuses an order whose cohort leaves this hospital too few held-out records to judge the file by. Throws E2016; an order without a cohort
 * is never refused here.
 */
export function requireJudges(
  order: { orderId: bigint; datasetId: bigint; cohort: readonly CohortCondition[] | undefined },
  judges: Uint8Array,
): void {
  if (order.cohort === undefined) return;
  const { orderId, datasetId } = order;
  const count = judges.reduce((sum, flag) => sum + flag, 0);
  if (count < MIN_COHORT_HOLDOUT)
    throw new SymbolonError("E2016", { datasetId, orderId, least: MIN_COHORT_HOLDOUT });
}
