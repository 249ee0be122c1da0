import type { ProceedingState } from "./proceeding.ts";
import type { ActKind } from "./proceedingAct.ts";

/** Who acts: the applicant's account, the access body's, the owner of a dataset, or the hub itself by its rules. */
export type Actor = "applicant" | "access-body" | "holder" | "hub";

type Rule = { readonly by: readonly Actor[]; readonly from: readonly ProceedingState[] };

const OPEN = ["SUBMITTED", "RETURNED_INCOMPLETE", "IN_ASSESSMENT", "EXTENDED", "QUOTED"] as const;
const ASSESSED = ["IN_ASSESSMENT", "EXTENDED", "QUOTED"] as const;
const VALID = ["PERMIT_ISSUED", "DATA_REQUESTED", "DATA_READY", "ACTIVE"] as const;
const USED = ["ACTIVE", "SUSPENDED", "REVOKED", "EXPIRED"] as const;
const ENDED = ["REVOKED", "EXPIRED", "DELETED", "RESULTS_DUE"] as const;

const body = (from: readonly ProceedingState[]): Rule => ({ by: ["access-body"], from });
const applicant = (from: readonly ProceedingState[]): Rule => ({ by: ["applicant"], from });

/**
 * Who may take which act in which state (as stateAt gives it at the time of the act). Nobody but the access body decides: no act of a holder,
 * of the hub or of time leads to a permit (Regulation (EU) 2025/327 Art. 2(2)(v), 68(3), 72(5)).
 */
export const ACT_RULES: Readonly<Record<ActKind, Rule>> = {
  submitted: applicant([]),
  returned: body(["SUBMITTED"]),
  completed: applicant(["RETURNED_INCOMPLETE"]),
  "found-complete": body(["SUBMITTED"]),
  "time-extended": body(["SUBMITTED", "IN_ASSESSMENT", "QUOTED"]),
  "criterion-recorded": body(ASSESSED),
  "risk-recorded": body(ASSESSED),
  forwarded: body(ASSESSED),
  "proposal-made": { by: ["holder"], from: ASSESSED },
  quoted: body(ASSESSED),
  "quote-accepted": applicant(["QUOTED"]),
  "cost-incurred": body(["QUOTED", ...VALID]),
  withdrawn: applicant(OPEN),
  refused: body(["SUBMITTED", ...ASSESSED]),
  "answer-offered": body(ASSESSED),
  "answer-agreed": applicant(ASSESSED),
  issued: body(["QUOTED"]),
  "data-requested": { by: ["hub", "access-body"], from: ["PERMIT_ISSUED"] },
  "holder-extended": body(["DATA_REQUESTED"]),
  delivered: body(["DATA_REQUESTED"]),
  opened: body(["DATA_READY"]),
  "fee-disputed": { by: ["applicant", "holder"], from: VALID },
  "fee-set": body(VALID),
  "finding-notified": body([...VALID, "SUSPENDED", ...ENDED]),
  "finding-answered": applicant([...VALID, "SUSPENDED", ...ENDED]),
  suspended: body(VALID),
  resumed: body(["SUSPENDED"]),
  fined: body([...VALID, "SUSPENDED", ...ENDED]),
  revoked: body([...VALID, "SUSPENDED"]),
  "extension-requested": applicant(VALID),
  extended: body(VALID),
  "amendment-requested": applicant(VALID),
  amended: body(VALID),
  "health-finding": applicant([...VALID, ...ENDED]),
  "processing-completed": applicant(["ACTIVE"]),
  deleted: body(["REVOKED", "EXPIRED"]),
  "results-extended": body([...VALID, ...ENDED]),
  "results-published": applicant([...USED, "DELETED", "RESULTS_DUE"]),
};
