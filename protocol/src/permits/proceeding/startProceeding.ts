import type { Proceeding } from "./proceeding.ts";
import type { ProceedingAct } from "./proceedingAct.ts";

/** A proceeding of which nothing but the submission (at unix seconds) is known. */
export function startProceeding(act: Extract<ProceedingAct, { kind: "submitted" }>, at: number): Proceeding {
  const { applicationHash, datasetIds, accelerated } = act;
  return {
    lane: "permit",
    phase: "SUBMITTED",
    sequence: 1,
    lastActAt: at,
    applicationHash,
    datasetIds,
    accelerated,
    submittedAt: at,
    receivedAt: at,
    returnedAt: null,
    timeExtendedAt: null,
    criteria: {},
    risks: {},
    forwardedAt: null,
    proposal: null,
    quote: null,
    answerOfferedAt: null,
    decidedAt: null,
    refusal: null,
    permit: null,
    requestedAt: null,
    deliveries: [],
    openedAt: null,
    feeDisputedAt: null,
    feeSetAt: null,
    finding: null,
    suspendedFrom: null,
    revokedAt: null,
    excludedUntil: null,
    fines: [],
    extensionRequested: null,
    amendmentRequestedAt: null,
    healthFindings: 0,
    completedAt: null,
    deletedAt: null,
    resultsExtendedUntil: null,
    resultsAt: null,
  };
}
