import type { CaseLane } from "../../data/gateway/permitTypes.ts";
import type { DraftCondition } from "../purchase/contents.ts";

/** One dataset asked for, while the form is being filled in; `country` empty until it is known. */
export type DraftData = {
  readonly country: string;
  readonly categories: readonly string[];
  readonly scope: string;
  readonly from: string;
  readonly until: string;
  readonly format: string;
  readonly sources: string;
  /** Whom to count before applying; not part of the application. */
  readonly cohort: readonly DraftCondition[];
};

/** A person who would have access. */
export type DraftPerson = {
  readonly name: string;
  readonly account: string;
  readonly qualification: string;
  readonly isInvestigator: boolean;
};

/** An application (Art. 67) or data request (Art. 69) while it is being filled in: what the fields say, all of it text. */
export type ApplicationDraft = {
  readonly lane: CaseLane;
  readonly legalName: string;
  readonly applicantClass: string;
  readonly country: string;
  readonly activities: string;
  readonly mandator: string;
  readonly mandateHash: string;
  readonly title: string;
  readonly text: string;
  readonly purposes: readonly string[];
  readonly explanation: string;
  readonly benefit: string;
  readonly contribution: string;
  /** By dataset id. */
  readonly data: Readonly<Record<string, DraftData>>;
  readonly isPseudonymised: boolean;
  readonly formatJustification: string;
  readonly formatLawfulBasis: string;
  readonly ownDatasets: string;
  readonly safeguards: string;
  readonly tools: string;
  readonly computing: string;
  readonly persons: readonly DraftPerson[];
  readonly isRecurring: boolean;
  readonly months: string;
  readonly periodJustification: string;
  readonly recurringFrom: string;
  readonly recurringUntil: string;
  readonly frequency: string;
  readonly ethicsAssessment: string;
  readonly ethicsHash: string;
  readonly optOutLaw: string;
  readonly optOutJustification: string;
  readonly statisticalContent: string;
  readonly lawfulBasis: string;
  readonly attestations: readonly string[];
  readonly noReidentification: boolean;
};

/** A dataset of which nothing is said yet. */
export const EMPTY_DATA: DraftData = {
  country: "",
  categories: [],
  scope: "",
  from: "",
  until: "",
  format: "",
  sources: "",
  cohort: [],
};

/** A person of whom nothing is said yet. */
export const EMPTY_PERSON: DraftPerson = { name: "", account: "", qualification: "", isInvestigator: false };

/** An empty form. */
export const EMPTY_DRAFT: ApplicationDraft = {
  lane: "permit",
  legalName: "",
  applicantClass: "university",
  country: "",
  activities: "",
  mandator: "",
  mandateHash: "",
  title: "",
  text: "",
  purposes: [],
  explanation: "",
  benefit: "",
  contribution: "",
  data: {},
  isPseudonymised: false,
  formatJustification: "",
  formatLawfulBasis: "",
  ownDatasets: "",
  safeguards: "",
  tools: "",
  computing: "",
  persons: [{ ...EMPTY_PERSON, isInvestigator: true }],
  isRecurring: false,
  months: "24",
  periodJustification: "",
  recurringFrom: "",
  recurringUntil: "",
  frequency: "",
  ethicsAssessment: "",
  ethicsHash: "",
  optOutLaw: "",
  optOutJustification: "",
  statisticalContent: "",
  lawfulBasis: "",
  attestations: [],
  noReidentification: false,
};

/**
 * Place of a draft in this browser's storage, under the account, because it names people. With a case's hash it is the copy of what was handed in,
 * from which an application is completed. Example: `symbolon/application/31337/0xab…`.
 */
export function draftSlot(chainId: number, account: string, applicationHash?: string): string {
  const own = `symbolon/application/${chainId}/${account.toLowerCase()}`;
  return applicationHash === undefined ? own : `${own}/${applicationHash}`;
}

/** A draft in what a slot holds; members that are missing or have another form are empty, a damaged record is an empty form. */
export function readDraft(text: string | null): ApplicationDraft {
  try {
    const stored: unknown = JSON.parse(text ?? "{}");
    if (typeof stored !== "object" || stored === null) return EMPTY_DRAFT;
    const kept = Object.entries(EMPTY_DRAFT).map(([key, empty]) => {
      const value = (stored as Record<string, unknown>)[key];
      const fits =
        typeof value === typeof empty && value !== null && Array.isArray(value) === Array.isArray(empty);
      return [key, fits ? value : empty];
    });
    return Object.fromEntries(kept) as ApplicationDraft;
  } catch {
    return EMPTY_DRAFT;
  }
}
