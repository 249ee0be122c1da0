import type { Hex } from "../../content/hex.ts";
import type { OfficeCalendar } from "../dates/periodEnd.ts";
import { AccessApplication } from "../documents/accessApplication.ts";
import type { CostQuote } from "../documents/costQuote.ts";
import { documentKeccak } from "../documents/documentKeccak.ts";
import { PERMIT_CONTEXT } from "../documents/permitContext.ts";
import { PermitDocument } from "../documents/permitDocument.ts";
import { personIdentity } from "../documents/personIdentity.ts";
import type { Actor } from "../proceeding/actRules.ts";
import { applyAct } from "../proceeding/applyAct.ts";
import type { Proceeding } from "../proceeding/proceeding.ts";
import { CRITERIA, type ProceedingAct } from "../proceeding/proceedingAct.ts";

const word = (n: number) => `0x${n.toString(16).padStart(64, "0")}` as Hex;
const account = (n: number) => `0x${n.toString(16).padStart(40, "0")}` as Hex;

export const APPLICANT = account(0xa1);
export const ACCESS_BODY = account(0xb1);
/** Helsinki, with two of its public holidays. */
export const CALENDAR: OfficeCalendar = {
  timeZone: "Europe/Helsinki",
  holidays: ["2029-12-06", "2029-12-25"],
};
export const SALT = word(7);
export const PERSON = personIdentity(SALT, { name: "P. I. Example", account: account(0xc1) });

/** Unix seconds of a local noon in Helsinki's winter. */
export const at = (day: string): number => Date.parse(`${day}T10:00:00Z`) / 1000;

/** A correct application as JSON, of a university, over datasets of Finland, Sweden and Belgium. */
export function applicationJson(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const requested = (country: string, datasetId: string) => ({
    country,
    datasetId,
    categories: ["a", "l"],
    scope: "Adults with a first diagnosis of lung cancer",
    timeRange: { from: "2015-01-01", until: "2024-12-31" },
    format: "OMOP CDM 5.4",
    sources: "Hospital records",
  });
  return {
    format: "symbolon-access-application/1",
    chainId: 31_337,
    account: APPLICANT,
    applicant: {
      legalName: "Example University",
      applicantClass: "university",
      country: "FI",
      activities: "Cancer epidemiology",
    },
    summary: { title: "Survival after lung cancer", text: "How long do patients live, and why?" },
    purposes: ["SCIENTIFIC_RESEARCH"],
    use: { explanation: "A Cox model", benefit: "Better prognosis", contribution: "Public health" },
    data: [requested("FI", "1"), requested("FI", "2"), requested("SE", "3"), requested("BE", "4")],
    safeguards: "Secure environment, no export of records",
    attestations: [
      "DETRIMENTAL_DECISIONS",
      "JOBS_INSURANCE_CREDIT_DISCRIMINATION",
      "ADVERTISING_MARKETING",
      "HARMFUL_PRODUCTS",
      "ETHICS_CONFLICT",
    ],
    noReidentification: true,
    persons: [
      {
        name: "P. I. Example",
        account: account(0xc1),
        role: "principal-investigator",
        qualification: "MD, PhD",
      },
    ],
    dataFormat: { kind: "anonymised" },
    period: { kind: "months", months: 36, justification: "Two analyses and a paper" },
    environment: { tools: "R, Python", computing: "8 cores, 64 GiB" },
    ethics: { assessment: "Approved by the university's board", documentHash: word(9) },
    ...overrides,
  };
}

export const APPLICATION = AccessApplication.parse(applicationJson());
export const APPLICATION_HASH = documentKeccak(APPLICATION);

/** A quote of 1,500 euros for the Finnish part. */
export const QUOTE: CostQuote = {
  format: "symbolon-cost-quote/1",
  applicationHash: APPLICATION_HASH,
  country: "FI",
  lines: [
    { kind: "assessment", datasetId: null, units: 1, totalCents: "50000" },
    { kind: "holder", datasetId: "1", units: 1, totalCents: "100000" },
  ],
  totalCents: "150000",
};

/** A permit document for the Finnish part, from 2029-11-01 to 2032-11-01. */
export function permitDocument(overrides: Partial<PermitDocument> = {}): PermitDocument {
  return PermitDocument.parse({
    "@context": PERMIT_CONTEXT,
    type: "eu-ehds:DataPermit",
    id: `urn:symbolon:permit:31337:${APPLICATION_HASH}:FI:v1`,
    format: "symbolon-data-permit/1",
    applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
    applicationHash: APPLICATION_HASH,
    version: 1,
    previous: null,
    issuer: { account: ACCESS_BODY, name: "demo HDAB Finland", country: "FI" },
    holder: { account: APPLICANT, legalName: "Example University" },
    data: {
      datasetIds: ["1", "2"],
      categories: ["a", "l"],
      specification: "First diagnoses of lung cancer, 2015 to 2024",
      sources: "Hospital records",
      format: { kind: "anonymised" },
    },
    purpose: { codes: ["SCIENTIFIC_RESEARCH"], description: "Survival models" },
    optOutException: { applied: false, reason: "Not asked for" },
    authorisedPersons: [{ role: "principal-investigator", identity: PERSON }],
    duration: { validFrom: at("2029-11-01"), validUntil: at("2032-11-01") },
    environment: { characteristics: "One workspace a permit, no network", tools: "R, Python" },
    fees: { quoteHash: documentKeccak(QUOTE), currency: "EUR", totalCents: QUOTE.totalCents },
    conditions: ["Results go through the airlock"],
    roles: [{ phase: "analysis", controller: "Example University", processor: "Hub operator" }],
    ...overrides,
  });
}

/** A step of a story: who does what on which day (noon) or at which second. */
export type Step = readonly [Actor, ProceedingAct, string | number];

/** Runs a story; throws what applyAct throws. */
export function tell(steps: readonly Step[], start: Proceeding | null = null): Proceeding {
  const end = steps.reduce<Proceeding | null>(
    (before, [by, act, when]) =>
      applyAct(before, { act, by, at: typeof when === "string" ? at(when) : when }, CALENDAR),
    start,
  );
  return end!;
}

export const submitted: ProceedingAct = {
  kind: "submitted",
  applicationHash: APPLICATION_HASH,
  accelerated: false,
  datasetIds: ["1", "2"],
};

/** The eight criteria met and both risks mitigated. */
export const assessed = (day: string): Step[] => [
  ...CRITERIA.map(
    (criterion): Step => [
      "access-body",
      { kind: "criterion-recorded", criterion, finding: "met", note: "Looked at" },
      day,
    ],
  ),
  ["access-body", { kind: "risk-recorded", risk: "a", mitigated: true, note: "None" }, day],
  ["access-body", { kind: "risk-recorded", risk: "b", mitigated: true, note: "None" }, day],
];

export const issued = (document: PermitDocument = permitDocument()): ProceedingAct => ({
  kind: "issued",
  permitId: "1",
  permit: { document, signature: `0x${"11".repeat(65)}` },
});

/** Submission to acceptance of the quote, complete on 2029-09-03. */
export const TO_QUOTE: readonly Step[] = [
  ["applicant", submitted, "2029-09-03"],
  ["access-body", { kind: "found-complete" }, "2029-09-10"],
  ...assessed("2029-10-01"),
  ["access-body", { kind: "quoted", quote: QUOTE }, "2029-10-02"],
  ["applicant", { kind: "quote-accepted", quoteHash: documentKeccak(QUOTE) }, "2029-10-03"],
];

/** On to an open workspace, 2029-12-03. */
export const TO_ACTIVE: readonly Step[] = [
  ...TO_QUOTE,
  ["access-body", issued(), "2029-10-10"],
  ["hub", { kind: "data-requested" }, "2029-10-10"],
  ["access-body", { kind: "delivered", datasetId: "1" }, "2029-11-05"],
  ["access-body", { kind: "delivered", datasetId: "2" }, "2029-11-06"],
  ["access-body", { kind: "opened" }, "2029-12-03"],
];
