import { MIN_COHORT_HOLDOUT, type RefusalMessage, SymbolonError, WITHHELD } from "@symbolon/protocol";

/** A hospital's refusal as an error: what the lead ends the job with, and what the hospital's own log says. */
export function refusalError(refusal: RefusalMessage): SymbolonError {
  const { code, orderId, datasetId } = refusal;
  const details = { orderId, datasetId };
  if (code === "E2016") return new SymbolonError(code, { ...details, least: MIN_COHORT_HOLDOUT });
  if (code === "E2018") return new SymbolonError(code, { ...details, reason: WITHHELD[refusal.reason] });
  return new SymbolonError(code, details);
}
