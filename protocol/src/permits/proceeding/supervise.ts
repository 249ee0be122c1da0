import { addMonths, civilDateOf, startOfDay } from "../dates/civilDate.ts";
import { type OfficeCalendar, periodEnd } from "../dates/periodEnd.ts";
import { acknowledges } from "./acknowledges.ts";
import { mostFineCents } from "./mostFineCents.ts";
import type { Proceeding } from "./proceeding.ts";
import type { ProceedingAct } from "./proceedingAct.ts";
import { refuseStep } from "./refuseStep.ts";

const MAX_EXCLUSION_MONTHS = 60;

/**
 * Acts after a permit: delivery by holders, access, fees that are not agreed, findings and sanctions, deletion, results. Null for every other
 * act. Throws E3010.
 */
export function supervise(
  proceeding: Proceeding,
  act: ProceedingAct,
  at: number,
  calendar: OfficeCalendar,
): Proceeding | null {
  const { permit } = proceeding;
  switch (act.kind) {
    case "data-requested":
      return {
        ...proceeding,
        phase: "DATA_REQUESTED",
        requestedAt: at,
        deliveries: permit!.datasetIds.map((datasetId) => ({ datasetId, extraMonths: 0, deliveredAt: null })),
      };
    case "holder-extended": {
      const delivery = awaited(proceeding, act.kind, act.datasetId);
      if (delivery.extraMonths > 0) refuseStep(act.kind, "it was extended before (Art. 60(2))");
      return replaced(proceeding, act.datasetId, { ...delivery, extraMonths: act.months });
    }
    case "delivered": {
      const delivery = awaited(proceeding, act.kind, act.datasetId);
      const next = replaced(proceeding, act.datasetId, { ...delivery, deliveredAt: at });
      const complete = next.deliveries.every(({ deliveredAt }) => deliveredAt !== null);
      return complete ? { ...next, phase: "DATA_READY" } : next;
    }
    case "opened":
      return { ...proceeding, phase: "ACTIVE", openedAt: at };
    case "fee-disputed":
      if (proceeding.feeDisputedAt !== null) refuseStep(act.kind, "it is disputed already");
      return { ...proceeding, feeDisputedAt: at };
    case "fee-set": {
      if (proceeding.feeDisputedAt === null) refuseStep(act.kind, "nobody disputes the fee");
      if (at < periodEnd(permit!.issuedAt, { months: 1 }, calendar))
        refuseStep(act.kind, "holder and user have a month to agree (Art. 62(4))");
      return { ...proceeding, feeDisputedAt: null, feeSetAt: at };
    }
    case "finding-notified":
      return { ...proceeding, finding: { notifiedAt: at, answeredAt: null } };
    case "finding-answered":
      if (proceeding.finding === null) refuseStep(act.kind, "no finding was notified");
      return { ...proceeding, finding: { ...proceeding.finding, answeredAt: at } };
    case "suspended":
      return { ...proceeding, phase: "SUSPENDED", suspendedFrom: proceeding.phase };
    case "resumed":
      return { ...proceeding, phase: proceeding.suspendedFrom!, suspendedFrom: null };
    case "revoked":
      requireHeard(proceeding, act.kind, at, calendar);
      if (act.excludedUntil !== null) requireExclusion(at, act.excludedUntil, calendar);
      return { ...proceeding, phase: "REVOKED", revokedAt: at, excludedUntil: act.excludedUntil };
    case "fined": {
      requireHeard(proceeding, act.kind, at, calendar);
      const turnover = act.turnoverCents === null ? null : BigInt(act.turnoverCents);
      const amountCents = BigInt(act.amountCents);
      if (amountCents > mostFineCents(act.paragraph, turnover))
        refuseStep(act.kind, `Art. ${act.paragraph} allows less`);
      return { ...proceeding, fines: [...proceeding.fines, { amountCents, at }] };
    }
    case "health-finding":
      return { ...proceeding, healthFindings: proceeding.healthFindings + 1 };
    case "processing-completed":
      if (proceeding.completedAt !== null) refuseStep(act.kind, "it is completed already");
      return { ...proceeding, completedAt: at };
    case "deleted":
      return { ...proceeding, phase: proceeding.resultsAt === null ? "DELETED" : "CLOSED", deletedAt: at };
    case "results-extended":
      return { ...proceeding, resultsExtendedUntil: act.until };
    case "results-published": {
      if (proceeding.resultsAt !== null) refuseStep(act.kind, "they are public already");
      if (!acknowledges(act.acknowledgement, permit!.datasetIds))
        refuseStep(act.kind, "the acknowledgement does not name the EHDS and every dataset (Art. 61(4))");
      const done = proceeding.phase === "DELETED";
      return { ...proceeding, phase: done ? "CLOSED" : proceeding.phase, resultsAt: at };
    }
    default:
      return null;
  }
}

function awaited(proceeding: Proceeding, step: string, datasetId: string) {
  const delivery = proceeding.deliveries.find((candidate) => candidate.datasetId === datasetId);
  if (delivery === undefined) refuseStep(step, `dataset ${datasetId} was not requested`);
  if (delivery.deliveredAt !== null) refuseStep(step, `dataset ${datasetId} was delivered`);
  return delivery;
}

function replaced(
  proceeding: Proceeding,
  datasetId: string,
  delivery: Proceeding["deliveries"][number],
): Proceeding {
  const deliveries = proceeding.deliveries.map((each) => (each.datasetId === datasetId ? delivery : each));
  return { ...proceeding, deliveries };
}

/** The user was told of the finding, and has answered or let the time pass (Art. 63(2)). */
function requireHeard({ finding }: Proceeding, step: string, at: number, calendar: OfficeCalendar): void {
  if (finding === null) refuseStep(step, "no finding was notified (Art. 63(2))");
  if (finding.answeredAt === null && at < periodEnd(finding.notifiedAt, { weeks: 4 }, calendar))
    refuseStep(step, "the user may still state their view (Art. 63(2))");
}

function requireExclusion(at: number, until: number, { timeZone }: OfficeCalendar): void {
  const last = startOfDay(addMonths(civilDateOf(at, timeZone), MAX_EXCLUSION_MONTHS), timeZone);
  if (until <= at || until > last + 86_399)
    refuseStep("revoked", "an exclusion ends within five years (Art. 63(3))");
}
