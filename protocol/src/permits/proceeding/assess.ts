import type { OfficeCalendar } from "../dates/periodEnd.ts";
import { documentKeccak } from "../documents/documentKeccak.ts";
import { decisionDueAt } from "./decisionDueAt.ts";
import type { Proceeding } from "./proceeding.ts";
import type { ProceedingAct } from "./proceedingAct.ts";
import { refuseStep } from "./refuseStep.ts";

/** Criteria that an application may give no occasion for: ethics (f) and the exception from opt-out (g), Art. 68(1). */
const OPTIONAL: readonly string[] = ["f", "g"];

/**
 * Acts from submission to quote: completeness, the eight criteria one by one, the two risks, a trusted holder's proposal, the quote. Null
 * for every other act. Throws E3010.
 */
export function assess(
  proceeding: Proceeding,
  act: ProceedingAct,
  at: number,
  calendar: OfficeCalendar,
): Proceeding | null {
  switch (act.kind) {
    case "returned":
      return { ...proceeding, phase: "RETURNED_INCOMPLETE", returnedAt: at };
    case "completed": {
      const { applicationHash, datasetIds, accelerated } = act;
      return {
        ...proceeding,
        phase: "SUBMITTED",
        receivedAt: at,
        returnedAt: null,
        timeExtendedAt: null,
        applicationHash,
        datasetIds,
        accelerated,
      };
    }
    case "found-complete":
      return { ...proceeding, phase: "IN_ASSESSMENT" };
    case "time-extended":
      if (proceeding.timeExtendedAt !== null) refuseStep(act.kind, "the time was extended before");
      if (at >= decisionDueAt(proceeding, calendar)) refuseStep(act.kind, "the time to decide is over");
      return { ...proceeding, timeExtendedAt: at };
    case "criterion-recorded": {
      const { criterion, finding, note } = act;
      if (finding === "not-applicable" && !OPTIONAL.includes(criterion))
        refuseStep(act.kind, `criterion (${criterion}) applies to every application`);
      return { ...proceeding, criteria: { ...proceeding.criteria, [criterion]: { finding, note, at } } };
    }
    case "risk-recorded":
      return { ...proceeding, risks: { ...proceeding.risks, [act.risk]: act.mitigated } };
    case "forwarded":
      if (proceeding.datasetIds.some((id) => id !== act.datasetId))
        refuseStep(act.kind, "the application covers other holders' data too (Art. 72(1))");
      if (proceeding.forwardedAt !== null) refuseStep(act.kind, "it was forwarded before");
      return { ...proceeding, forwardedAt: at };
    case "proposal-made":
      if (proceeding.forwardedAt === null) refuseStep(act.kind, "it was not forwarded to the holder");
      if (proceeding.proposal !== null) refuseStep(act.kind, "there is a proposal already");
      return { ...proceeding, proposal: { approve: act.approve, at } };
    case "quoted": {
      const { quote } = act;
      if (quote.applicationHash !== proceeding.applicationHash)
        refuseStep(act.kind, "the quote is for another application");
      const foreign = quote.lines.find(
        ({ datasetId }) => datasetId !== null && !proceeding.datasetIds.includes(datasetId),
      );
      if (foreign !== undefined) refuseStep(act.kind, `dataset ${foreign.datasetId} is not asked for`);
      return {
        ...proceeding,
        phase: "QUOTED",
        quote: {
          hash: documentKeccak(quote),
          lines: quote.lines,
          totalCents: BigInt(quote.totalCents),
          quotedAt: at,
          acceptedAt: null,
          incurredCents: quote.lines.map(() => 0n),
        },
      };
    }
    case "quote-accepted": {
      const { quote } = proceeding;
      if (quote?.hash !== act.quoteHash) refuseStep(act.kind, "it is another quote than the present one");
      if (quote.acceptedAt !== null) refuseStep(act.kind, "it is accepted already");
      return { ...proceeding, quote: { ...quote, acceptedAt: at } };
    }
    case "cost-incurred": {
      const { quote } = proceeding;
      const line = quote?.lines[act.line];
      if (quote === null || line === undefined) refuseStep(act.kind, "the quote has no such line");
      if (quote.acceptedAt === null) refuseStep(act.kind, "the quote is not accepted");
      const spent = quote.incurredCents[act.line]! + BigInt(act.cents);
      if (spent > BigInt(line.totalCents)) refuseStep(act.kind, `line ${act.line} was quoted lower`);
      return { ...proceeding, quote: { ...quote, incurredCents: quote.incurredCents.with(act.line, spent) } };
    }
    default:
      return null;
  }
}
