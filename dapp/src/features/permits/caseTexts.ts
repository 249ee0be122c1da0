import type { Actor, Deadline } from "@symbolon/protocol";
import type { Tone } from "../../ui/Badge.tsx";

const STATES: Readonly<Record<string, readonly [label: string, tone: Tone]>> = {
  SUBMITTED: ["Received", "neutral"],
  RETURNED_INCOMPLETE: ["Returned as incomplete", "warn"],
  LAPSED: ["Lapsed", "bad"],
  IN_ASSESSMENT: ["Being assessed", "accent"],
  EXTENDED: ["Being assessed, time extended", "accent"],
  QUOTED: ["Quoted", "accent"],
  WITHDRAWN: ["Withdrawn", "neutral"],
  REFUSED: ["Refused", "bad"],
  ANSWER_AS_REQUEST: ["Answered as a data request", "neutral"],
  PERMIT_ISSUED: ["Permit issued", "good"],
  DATA_REQUESTED: ["Permit issued, data requested", "good"],
  DATA_READY: ["Data ready", "good"],
  ACTIVE: ["Access open", "good"],
  SUSPENDED: ["Stopped", "bad"],
  REVOKED: ["Revoked", "bad"],
  EXPIRED: ["Permit run out", "neutral"],
  DELETED: ["Data deleted", "neutral"],
  RESULTS_DUE: ["Results overdue", "warn"],
  CLOSED: ["Closed", "neutral"],
  APPROVED: ["Approved", "good"],
  ANSWERED: ["Answered", "good"],
};

/** A case's state in words, with the tone of its badge; an unknown state stays its code. */
export function stateText(state: string): readonly [label: string, tone: Tone] {
  return STATES[state] ?? [state, "neutral"];
}

const CLOCKS: Readonly<Record<Deadline["kind"], string>> = {
  completion: "Complete the application",
  decision: "Decide",
  publication: "Publish the decision",
  "trusted-proposal": "Propose a decision",
  "trusted-decision": "Decide on the proposal",
  "fee-agreement": "Agree on the fee",
  "holder-delivery": "Deliver the data",
  access: "Open the access",
  reply: "State your view of the finding",
  "extension-request": "Ask for an extension, if needed",
  deletion: "Delete the data",
  results: "Publish results",
  assessment: "Assess the request",
  answer: "Give the answer",
};

/** What a clock asks for. */
export function clockText({ kind, datasetId }: Pick<Deadline, "kind" | "datasetId">): string {
  const text = CLOCKS[kind] ?? kind;
  return datasetId === null ? text : `${text} of dataset ${datasetId}`;
}

const PARTIES: Readonly<Record<Actor, string>> = {
  applicant: "Applicant",
  "access-body": "Access body",
  holder: "Data holder",
  hub: "Hub",
};

/** Who acts, or has to. */
export function partyText(actor: Actor): string {
  return PARTIES[actor];
}

const CLASSES: Readonly<Record<string, string>> = {
  "public-health-body": "Public body in public health",
  "public-body": "Other public body",
  "union-body": "Union institution, body or agency",
  university: "University or research institute",
  company: "Company",
  "micro-enterprise": "Micro-enterprise",
  "natural-person": "Natural person",
  other: "Other",
};

/** Kind of applicant in words. */
export function classText(applicantClass: string): string {
  return CLASSES[applicantClass] ?? applicantClass;
}

/** Kinds of cost in words (Art. 62). */
export const COST_TEXTS = {
  assessment: "Assessment",
  preparation: "Preparation of the data",
  anonymisation: "Anonymisation or pseudonymisation",
  environment: "Secure environment",
  storage: "Storage",
  holder: "Data holder's costs",
} as const;

/** Reasons of refusal in words. */
export const REFUSAL_TEXTS = {
  CRITERIA_NOT_MET: "A criterion of Art. 68(1) is not met",
  RISK_NOT_MITIGATED: "A risk of Art. 68(2) is not mitigated",
  IP_RISK: "Risk to intellectual property or trade secrets (Art. 52(5))",
  OTHER: "Another reason",
} as const;

/** Shortened readings of the criteria of Art. 68(1)(a) to (h). */
export const CRITERION_TEXTS = {
  a: "The purposes are among those of Art. 53(1)",
  b: "The data are necessary, adequate and proportionate",
  c: "The processing complies with Art. 6(1) GDPR; where data are pseudonymised, anonymised ones would not do",
  d: "The applicant is qualified and has the expertise",
  e: "The measures suffice to prevent misuse and to protect holders and persons",
  f: "The ethical assessment, where there has to be one, complies with national law",
  g: "The exception from opt-out, where asked for, is justified",
  h: "Every other requirement of Chapter IV is fulfilled",
} as const;

/** Shortened readings of the risks of Art. 68(2). */
export const RISK_TEXTS = {
  a: "Defence, security and public order",
  b: "Confidentiality of data in databases of regulatory authorities",
} as const;
