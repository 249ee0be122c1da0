import type { Hex } from "../../content/hex.ts";
import { addMonths, civilDateOf, startOfDay } from "../dates/civilDate.ts";
import { monthsBefore, type OfficeCalendar } from "../dates/periodEnd.ts";
import { documentKeccak } from "../documents/documentKeccak.ts";
import type { PermitDocument } from "../documents/permitDocument.ts";
import { openCriteria } from "./openCriteria.ts";
import type { PermitRecord, Proceeding } from "./proceeding.ts";
import type { ProceedingAct } from "./proceedingAct.ts";
import { refuseStep } from "./refuseStep.ts";

/** Most months a permit or its one extension lasts (Art. 68(12)). */
const MAX_MONTHS = 120;

/**
 * Acts that decide: withdrawal, refusal, the offer of a statistical answer, the permit, its one extension and its amendments. Null for every
 * other act. Throws E3010.
 */
export function decide(
  proceeding: Proceeding,
  act: ProceedingAct,
  at: number,
  calendar: OfficeCalendar,
): Proceeding | null {
  switch (act.kind) {
    case "withdrawn":
      return { ...proceeding, phase: "WITHDRAWN", decidedAt: at };
    case "refused": {
      const { code, justification } = act;
      return { ...proceeding, phase: "REFUSED", decidedAt: at, refusal: { code, justification } };
    }
    case "answer-offered":
      return { ...proceeding, answerOfferedAt: at };
    case "answer-agreed":
      if (proceeding.answerOfferedAt === null) refuseStep(act.kind, "no statistical answer was offered");
      return { ...proceeding, phase: "ANSWER_AS_REQUEST", decidedAt: at };
    case "issued": {
      requireIssuable(proceeding);
      const { document } = act.permit;
      if (document.version !== 1) refuseStep(act.kind, "it is not version 1");
      requireFits(act.kind, proceeding, document);
      requireLength(act.kind, document.duration.validFrom, document.duration.validUntil, calendar);
      if (document.duration.validUntil <= at) refuseStep(act.kind, "the permit has run out already");
      const permit = { ...recordOf(document), permitId: act.permitId, issuedAt: at, extended: false };
      return { ...proceeding, phase: "PERMIT_ISSUED", decidedAt: at, permit };
    }
    case "extension-requested": {
      const { permit } = proceeding;
      if (permit === null || permit.extended) refuseStep(act.kind, "a permit is extended once");
      if (at >= monthsBefore(permit.validUntil, 1, calendar))
        refuseStep(act.kind, "it has to be asked for a month before the end");
      requireLength(act.kind, permit.validUntil, act.validUntil, calendar);
      return { ...proceeding, extensionRequested: { at, validUntil: act.validUntil } };
    }
    case "extended": {
      const { permit, extensionRequested } = proceeding;
      if (permit === null || extensionRequested === null) refuseStep(act.kind, "nobody asked for it");
      if (permit.extended) refuseStep(act.kind, "a permit is extended once");
      const { document } = act.permit;
      requireFits(act.kind, proceeding, document);
      requireNext(act.kind, permit, document);
      const { validFrom, validUntil } = document.duration;
      if (validFrom !== permit.validFrom || validUntil > extensionRequested.validUntil)
        refuseStep(act.kind, "it is longer than was asked for, or starts elsewhere");
      requireLength(act.kind, permit.validUntil, validUntil, calendar);
      return {
        ...proceeding,
        extensionRequested: null,
        permit: { ...permit, ...recordOf(document), extended: true },
      };
    }
    case "amendment-requested":
      return { ...proceeding, amendmentRequestedAt: at };
    case "amended": {
      const { permit, amendmentRequestedAt } = proceeding;
      if (permit === null || amendmentRequestedAt === null) refuseStep(act.kind, "nobody asked for it");
      const { document } = act.permit;
      requireFits(act.kind, proceeding, document);
      requireNext(act.kind, permit, document);
      const { validFrom, validUntil } = document.duration;
      if (validFrom !== permit.validFrom || validUntil !== permit.validUntil)
        refuseStep(act.kind, "an amendment leaves the dates as they are");
      return {
        ...proceeding,
        amendmentRequestedAt: null,
        permit: { ...permit, ...recordOf(document) },
      };
    }
    default:
      return null;
  }
}

function requireIssuable(proceeding: Proceeding): void {
  const open = openCriteria(proceeding);
  if (open.length > 0) refuseStep("issued", `criteria not met: ${open.join(", ")} (Art. 68(1))`);
  const { a, b } = proceeding.risks;
  if (a !== true || b !== true) refuseStep("issued", "the risks of Art. 68(2) are not found mitigated");
  if (proceeding.quote?.acceptedAt == null) refuseStep("issued", "the quote is not accepted (Art. 62(5))");
}

/** The document is of this application and asks for no data beyond it. */
function requireFits(step: string, proceeding: Proceeding, document: PermitDocument): void {
  if (document.applicationHash !== proceeding.applicationHash)
    refuseStep(step, "the permit is for another application");
  const foreign = document.data.datasetIds.find((id) => !proceeding.datasetIds.includes(id));
  if (foreign !== undefined) refuseStep(step, `dataset ${foreign} is not asked for`);
  if (document.fees.quoteHash !== proceeding.quote?.hash)
    refuseStep(step, "its fees are not those that were accepted");
}

function requireNext(step: string, permit: PermitRecord, document: PermitDocument): void {
  if (document.version !== permit.version + 1 || document.previous !== permit.decisionHash)
    refuseStep(step, `it does not follow version ${permit.version}`);
}

/** At most ten calendar years. */
function requireLength(step: string, from: number, until: number, { timeZone }: OfficeCalendar): void {
  if (until <= from) refuseStep(step, "it ends before it starts");
  const day = civilDateOf(from, timeZone);
  const most = startOfDay(addMonths(day, MAX_MONTHS), timeZone) + (from - startOfDay(day, timeZone));
  if (until > most) refuseStep(step, "it is longer than ten years (Art. 68(12))");
}

function recordOf(document: PermitDocument): {
  decisionHash: Hex;
  version: number;
  datasetIds: readonly string[];
  validFrom: number;
  validUntil: number;
  persons: readonly Hex[];
} {
  const { version, data, duration, authorisedPersons } = document;
  return {
    decisionHash: documentKeccak(document),
    version,
    datasetIds: data.datasetIds,
    ...duration,
    persons: authorisedPersons.map(({ identity }) => identity),
  };
}
