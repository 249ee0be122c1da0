import { monthsBefore, type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import { decisionDueAt } from "./decisionDueAt.ts";
import type { Proceeding } from "./proceeding.ts";
import { resultsDueAt } from "./resultsDueAt.ts";

/** Something that is to be done in time, in a proceeding or (assessment, answer) a data request. `dueAt` is the first second after it (unix). */
export type Deadline = {
  readonly kind:
    | "completion"
    | "decision"
    | "publication"
    | "trusted-proposal"
    | "trusted-decision"
    | "fee-agreement"
    | "holder-delivery"
    | "access"
    | "reply"
    | "extension-request"
    | "deletion"
    | "results"
    | "assessment"
    | "answer";
  readonly article: string;
  readonly party: "applicant" | "access-body" | "holder";
  readonly datasetId: string | null;
  readonly dueAt: number;
  /** When it was done; null while it is not. */
  readonly doneAt: number | null;
};

/**
 * Every clock of Regulation (EU) 2025/327 that a proceeding has started by now, extensions included, in the order of the life cycle. Months,
 * weeks and working days are the access body's (periodEnd). A clock that was met or became pointless has `doneAt`.
 */
export function deadlinesOf(proceeding: Proceeding, calendar: OfficeCalendar): Deadline[] {
  const { returnedAt, decidedAt, phase, finding, forwardedAt, proposal } = proceeding;
  const { permit, requestedAt, openedAt, revokedAt, deletedAt, resultsAt } = proceeding;
  const due: Deadline[] = [];
  const clock = (
    kind: Deadline["kind"],
    article: string,
    party: Deadline["party"],
    dueAt: number,
    doneAt: number | null,
    datasetId: string | null = null,
  ) => due.push({ kind, article, party, datasetId, dueAt, doneAt });

  if (phase === "RETURNED_INCOMPLETE")
    clock("completion", "68(4)", "applicant", periodEnd(returnedAt!, { weeks: 4 }, calendar), null);
  else clock("decision", "68(4)", "access-body", decisionDueAt(proceeding, calendar), decidedAt);
  if (forwardedAt !== null) {
    const dueAt = periodEnd(forwardedAt, { months: 2 }, calendar);
    clock("trusted-proposal", "72(5)", "holder", dueAt, proposal?.at ?? decidedAt);
  }
  if (proposal !== null) {
    const dueAt = periodEnd(proposal.at, { months: 2 }, calendar);
    clock("trusted-decision", "72(5)", "access-body", dueAt, decidedAt);
  }
  if (decidedAt !== null && phase !== "WITHDRAWN") {
    // The register shows a decision from the moment it is recorded.
    const dueAt = periodEnd(decidedAt, { workingDays: 30 }, calendar);
    clock("publication", "57(1)(j)(iii)", "access-body", dueAt, decidedAt);
  }
  if (permit === null) return due;
  const { issuedAt, validUntil, extended } = permit;
  if (proceeding.feeDisputedAt !== null)
    clock(
      "fee-agreement",
      "62(4)",
      "holder",
      periodEnd(issuedAt, { months: 1 }, calendar),
      proceeding.feeSetAt,
    );
  if (requestedAt !== null)
    for (const { datasetId, extraMonths, deliveredAt } of proceeding.deliveries) {
      const dueAt = periodEnd(requestedAt, { months: 3 + extraMonths }, calendar);
      clock("holder-delivery", "60(2)", "holder", dueAt, deliveredAt ?? revokedAt, datasetId);
    }
  const received = proceeding.deliveries.map(({ deliveredAt }) => deliveredAt);
  if (received.length > 0 && received.every((at) => at !== null)) {
    const dueAt = periodEnd(Math.max(...received), { months: 2 }, calendar);
    clock("access", "68(7)", "access-body", dueAt, openedAt ?? revokedAt);
  }
  if (finding !== null) {
    const dueAt = periodEnd(finding.notifiedAt, { weeks: 4 }, calendar);
    clock("reply", "63(2)", "applicant", dueAt, finding.answeredAt ?? revokedAt);
  }
  if (!extended && revokedAt === null) {
    const dueAt = monthsBefore(validUntil, 1, calendar);
    clock("extension-request", "68(12)", "applicant", dueAt, proceeding.extensionRequested?.at ?? null);
  }
  const endsAt = revokedAt ?? validUntil;
  clock("deletion", "68(12)", "access-body", periodEnd(endsAt, { months: 6 }, calendar), deletedAt);
  clock("results", "61(4)", "applicant", resultsDueAt(proceeding, calendar)!, resultsAt);
  return due;
}
