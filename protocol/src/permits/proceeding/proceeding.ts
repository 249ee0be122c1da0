import type { Hex } from "../../content/hex.ts";
import type { CostLine } from "../documents/costQuote.ts";
import type { Criterion } from "./proceedingAct.ts";

/** States of a proceeding, in the order of the life cycle. */
export const PROCEEDING_STATES = [
  "SUBMITTED",
  "RETURNED_INCOMPLETE",
  "LAPSED",
  "IN_ASSESSMENT",
  "EXTENDED",
  "QUOTED",
  "WITHDRAWN",
  "REFUSED",
  "ANSWER_AS_REQUEST",
  "PERMIT_ISSUED",
  "DATA_REQUESTED",
  "DATA_READY",
  "ACTIVE",
  "SUSPENDED",
  "REVOKED",
  "EXPIRED",
  "DELETED",
  "RESULTS_DUE",
  "CLOSED",
] as const;
export type ProceedingState = (typeof PROCEEDING_STATES)[number];

/** States that only time brings about: stateAt knows them, no act sets them. */
export type TimedState = "LAPSED" | "EXTENDED" | "EXPIRED" | "RESULTS_DUE";

/** What the acts so far amount to. */
export type ProceedingPhase = Exclude<ProceedingState, TimedState>;

export type CriterionFinding = {
  readonly finding: "met" | "not-met" | "not-applicable";
  readonly note: string;
  readonly at: number;
};

/** A quote and how much of each of its lines is spent, in euro cents. */
export type QuoteRecord = {
  readonly hash: Hex;
  readonly lines: readonly CostLine[];
  readonly totalCents: bigint;
  readonly quotedAt: number;
  readonly acceptedAt: number | null;
  readonly incurredCents: readonly bigint[];
};

/** A dataset that the holder was asked for: until when, prolonged by how many months, received when. */
export type HolderDelivery = {
  readonly datasetId: string;
  readonly extraMonths: number;
  readonly deliveredAt: number | null;
};

/** A fine of Art. 64 in euro cents, and when it was recorded. */
export type FineRecord = { readonly amountCents: bigint; readonly at: number };

export type PermitRecord = {
  readonly permitId: string;
  readonly decisionHash: Hex;
  readonly version: number;
  readonly datasetIds: readonly string[];
  readonly issuedAt: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly extended: boolean;
  readonly persons: readonly Hex[];
};

/**
 * One application before one access body (Regulation (EU) 2025/327 Art. 68(5)): what its acts amount to. Times are unix seconds. `lane` is
 * what keeps it apart from a data request (Art. 69), which has no permit and never will.
 */
export type Proceeding = {
  readonly lane: "permit";
  readonly phase: ProceedingPhase;
  /** Acts so far; the next act names this number. */
  readonly sequence: number;
  readonly lastActAt: number;
  readonly applicationHash: Hex;
  readonly datasetIds: readonly string[];
  readonly accelerated: boolean;
  readonly submittedAt: number;
  /** When the application as it is now was received; the clock of the decision starts here (68(4)). */
  readonly receivedAt: number;
  readonly returnedAt: number | null;
  readonly timeExtendedAt: number | null;
  readonly criteria: Readonly<Partial<Record<Criterion, CriterionFinding>>>;
  readonly risks: Readonly<Partial<Record<"a" | "b", boolean>>>;
  readonly forwardedAt: number | null;
  readonly proposal: { readonly approve: boolean; readonly at: number } | null;
  readonly quote: QuoteRecord | null;
  readonly answerOfferedAt: number | null;
  readonly decidedAt: number | null;
  readonly refusal: { readonly code: string; readonly justification: string } | null;
  readonly permit: PermitRecord | null;
  readonly requestedAt: number | null;
  readonly deliveries: readonly HolderDelivery[];
  readonly openedAt: number | null;
  readonly feeDisputedAt: number | null;
  readonly feeSetAt: number | null;
  readonly finding: { readonly notifiedAt: number; readonly answeredAt: number | null } | null;
  /** Where a suspended permit goes back to. */
  readonly suspendedFrom: ProceedingPhase | null;
  readonly revokedAt: number | null;
  readonly excludedUntil: number | null;
  readonly fines: readonly FineRecord[];
  readonly extensionRequested: { readonly at: number; readonly validUntil: number } | null;
  readonly amendmentRequestedAt: number | null;
  readonly healthFindings: number;
  readonly completedAt: number | null;
  readonly deletedAt: number | null;
  readonly resultsExtendedUntil: number | null;
  readonly resultsAt: number | null;
};
