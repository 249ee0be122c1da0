import type { DataRequestAct, ProceedingAct } from "@symbolon/protocol";
import { formatEuro } from "../../format/formatEuro.ts";
import { formatDate } from "../../format/formatTime.ts";
import { CRITERION_TEXTS, REFUSAL_TEXTS, RISK_TEXTS } from "./caseTexts.ts";

/** What happened, and what was said; `detail` empty where the act says nothing more. */
export type ActText = { readonly title: string; readonly detail: string };

const FINDINGS = { met: "met", "not-met": "not met", "not-applicable": "not applicable" } as const;

/** An act of a case in words, the same for both lanes. */
export function actText(act: ProceedingAct | DataRequestAct): ActText {
  const said = (title: string, detail = ""): ActText => ({ title, detail });
  switch (act.kind) {
    case "submitted":
      return said("Handed in");
    case "returned":
      return said(
        "Returned as incomplete",
        act.missing.map(({ point, what }) => `${point}: ${what}`).join("\n"),
      );
    case "completed":
      return said("Completed");
    case "found-complete":
      return said("Found complete");
    case "time-extended":
      return said("Time to decide extended", act.reason);
    case "criterion-recorded":
      return said(
        `Criterion (${act.criterion}) ${FINDINGS[act.finding]}`,
        `${CRITERION_TEXTS[act.criterion]}.\n${act.note}`,
      );
    case "risk-recorded":
      return said(
        `Risk (${act.risk}) ${act.mitigated ? "mitigated" : "not mitigated"}`,
        `${RISK_TEXTS[act.risk]}.\n${act.note}`,
      );
    case "forwarded":
      return said(`Forwarded to the trusted holder of dataset ${act.datasetId}`);
    case "proposal-made":
      return said(act.approve ? "Holder proposes a permit" : "Holder proposes a refusal", act.assessment);
    case "quoted":
      return said(`Quoted: ${formatEuro(BigInt(act.quote.totalCents))}`);
    case "quote-accepted":
      return said("Quote accepted");
    case "cost-incurred":
      return said(`Costs of ${formatEuro(BigInt(act.cents))} arose`, `Line ${act.line + 1} of the quote`);
    case "withdrawn":
      return said("Withdrawn");
    case "refused":
      return said("code" in act ? `Refused: ${REFUSAL_TEXTS[act.code]}` : "Refused", act.justification);
    case "answer-offered":
      return said("A statistical answer was offered instead", act.reason);
    case "answer-agreed":
      return said("The statistical answer was agreed to");
    case "issued":
      return said(`Permit ${act.permitId} issued`);
    case "data-requested":
      return said("Data requested from every holder");
    case "holder-extended":
      return said(`Holder of dataset ${act.datasetId} got ${act.months} more months`, act.reason);
    case "delivered":
      return said(`Data of dataset ${act.datasetId} received`);
    case "opened":
      return said("Access opened");
    case "fee-disputed":
      return said("Fee disputed", act.reason);
    case "fee-set": {
      const cents = act.lines.reduce((sum, { totalCents }) => sum + BigInt(totalCents), 0n);
      return said(`Fee set by the access body: ${formatEuro(cents)}`, act.reason);
    }
    case "finding-notified":
      return said("Finding notified; the user is heard", act.finding);
    case "finding-answered":
      return said("Finding answered", act.answer);
    case "suspended":
      return said("Stopped at once", act.reason);
    case "resumed":
      return said("Resumed");
    case "revoked":
      return said(
        "Permit revoked",
        act.excludedUntil === null
          ? act.reason
          : `${act.reason}\nExcluded until ${formatDate(act.excludedUntil)}`,
      );
    case "fined":
      return said(`Fined ${formatEuro(BigInt(act.amountCents))}`, `Art. ${act.paragraph}`);
    case "extension-requested":
      return said(`Extension asked for, until ${formatDate(act.validUntil)}`, act.reason);
    case "extended":
      return said(`Permit extended until ${formatDate(act.permit.document.duration.validUntil)}`);
    case "amendment-requested":
      return said("Amendment asked for", act.what);
    case "amended":
      return said(`Permit amended to version ${act.permit.document.version}`);
    case "health-finding":
      return said("A finding about a person's health was passed on, sealed");
    case "processing-completed":
      return said("Processing completed");
    case "deleted":
      return said("Data deleted");
    case "results-extended":
      return said(`Results are due later, on ${formatDate(act.until)}`, act.reason);
    case "results-published":
      return said("Results published", act.url);
    case "approved":
      return said("Request approved", act.note);
    case "answered":
      return said("Answered", act.answer.tables.map(({ title }) => title).join("\n"));
    default:
      // A newer hub may know more acts than this page.
      return said((act as { kind: string }).kind);
  }
}
