import { documentKeccak } from "../documents/documentKeccak.ts";
import { acknowledges } from "../proceeding/acknowledges.ts";
import { refuseStep } from "../proceeding/refuseStep.ts";
import type { DataRequestAct, DataRequestCase } from "./dataRequestCase.ts";

type Kind = DataRequestAct["kind"];
type Rule = { readonly by: "applicant" | "access-body"; readonly from: readonly DataRequestCase["phase"][] };

/** Who may take which act in which phase. There is none that opens data. */
export const REQUEST_RULES: Readonly<Record<Kind, Rule>> = {
  submitted: { by: "applicant", from: [] },
  quoted: { by: "access-body", from: ["SUBMITTED", "QUOTED"] },
  "quote-accepted": { by: "applicant", from: ["QUOTED"] },
  approved: { by: "access-body", from: ["QUOTED"] },
  refused: { by: "access-body", from: ["SUBMITTED", "QUOTED"] },
  withdrawn: { by: "applicant", from: ["SUBMITTED", "QUOTED"] },
  answered: { by: "access-body", from: ["APPROVED"] },
  "results-published": { by: "applicant", from: ["ANSWERED"] },
};

/**
 * The data request after one more act by applicant or access body; `null` before the first. Pure. Throws E3010 when the act is not open to
 * this actor, in this phase, or with this content (Regulation (EU) 2025/327 Art. 62(5), 69).
 */
export function applyRequestAct(
  before: DataRequestCase | null,
  recorded: { readonly act: DataRequestAct; readonly by: "applicant" | "access-body"; readonly at: number },
): DataRequestCase {
  const { act, by, at } = recorded;
  const rule = REQUEST_RULES[act.kind];
  if (rule.by !== by) refuseStep(act.kind, `it is for ${rule.by}, not for ${by}`);
  if (before === null) {
    if (act.kind !== "submitted") refuseStep(act.kind, "nothing was submitted");
    return {
      lane: "request",
      phase: "SUBMITTED",
      sequence: 1,
      lastActAt: at,
      requestHash: act.requestHash,
      datasetIds: act.datasetIds,
      submittedAt: at,
      quote: null,
      approvedAt: null,
      decidedAt: null,
      answeredAt: null,
      answer: null,
      resultsAt: null,
    };
  }
  if (at < before.lastActAt) refuseStep(act.kind, "it lies before the last act");
  if (!rule.from.includes(before.phase)) refuseStep(act.kind, `the request is ${before.phase}`);
  return { ...stepped(before, act, at), sequence: before.sequence + 1, lastActAt: at };
}

function stepped(before: DataRequestCase, act: DataRequestAct, at: number): DataRequestCase {
  switch (act.kind) {
    case "quoted": {
      if (act.quote.applicationHash !== before.requestHash) refuseStep(act.kind, "it is for another request");
      const totalCents = BigInt(act.quote.totalCents);
      return {
        ...before,
        phase: "QUOTED",
        quote: { hash: documentKeccak(act.quote), totalCents, acceptedAt: null },
      };
    }
    case "quote-accepted":
      if (before.quote?.hash !== act.quoteHash)
        refuseStep(act.kind, "it is another quote than the present one");
      return { ...before, quote: { ...before.quote, acceptedAt: at } };
    case "approved":
      if (before.quote?.acceptedAt == null) refuseStep(act.kind, "the quote is not accepted (Art. 62(5))");
      return { ...before, phase: "APPROVED", approvedAt: at, decidedAt: at };
    case "refused":
      return { ...before, phase: "REFUSED", decidedAt: at };
    case "withdrawn":
      return { ...before, phase: "WITHDRAWN", decidedAt: at };
    case "answered":
      return { ...before, phase: "ANSWERED", answeredAt: at, answer: act.answer };
    case "results-published":
      if (!acknowledges(act.acknowledgement, before.datasetIds))
        refuseStep(act.kind, "the acknowledgement does not name the EHDS and every dataset (Art. 61(4))");
      return { ...before, phase: "CLOSED", resultsAt: at };
    case "submitted":
      return refuseStep(act.kind, "it was submitted before");
  }
}
