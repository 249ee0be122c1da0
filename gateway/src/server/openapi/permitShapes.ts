import { ACT_RULES, AccessBody, REQUEST_RULES } from "@symbolon/protocol";
import { z } from "zod";
import { ComplaintStep } from "../../permits/complaints.ts";
import { SHAPES } from "./answerShapes.ts";

const { account, count, country, decimal, hash, hex, seconds } = SHAPES;
const actor = z.enum(["applicant", "access-body", "holder", "hub"]);
const counts = z.record(z.string(), count);

/** permits/registerEntry: what everybody may know of a case. */
const registerEntry = z.strictObject({
  applicationHash: hash,
  country,
  lane: z.enum(["permit", "request"]),
  accessBody: z.string(),
  applicant: z.string().nullable(),
  applicantClass: z.string(),
  title: z.string(),
  summary: z.string(),
  purposes: z.array(z.string()),
  categories: z.array(z.string()),
  datasetIds: z.array(decimal),
  state: z.string(),
  receivedAt: seconds,
  decidedAt: seconds.nullable(),
  refusal: z.strictObject({ code: z.string(), justification: z.string() }).nullable(),
  permit: z
    .strictObject({
      permitId: decimal,
      version: z.int().positive(),
      decisionHash: hash,
      issuedAt: seconds,
      validFrom: seconds,
      validUntil: seconds,
      feeCents: decimal,
    })
    .nullable(),
  results: z.strictObject({ url: z.string(), digest: hash, publishedAt: seconds }).nullable(),
  sequence: count,
});
/** Deadline of protocol. */
const deadline = z.strictObject({
  kind: z.string(),
  article: z.string(),
  party: z.enum(["applicant", "access-body", "holder"]),
  datasetId: decimal.nullable(),
  dueAt: seconds,
  doneAt: seconds.nullable(),
});
/** An act as it was signed. The hub's own acts have no signer. */
const act = z.strictObject({
  application_hash: hash,
  country,
  sequence: count,
  kind: z.enum([...Object.keys(ACT_RULES), ...Object.keys(REQUEST_RULES)]),
  actor,
  signer: account.nullable(),
  acted_at: seconds,
  expires: seconds.nullable(),
  signature: hex.nullable(),
  act: z.looseObject({ kind: z.string() }),
});
const complaint = z.strictObject({
  complaintId: z.string(),
  country,
  article: z.string(),
  queue: z.enum(["access-body", "data-protection"]),
  lodgedAt: seconds,
  steps: z.array(ComplaintStep.extend({ at: seconds })),
});
const question = z.strictObject({
  questionDigest: hash,
  cohort: z.array(z.unknown()),
  answer: z
    .union([
      z.strictObject({ k: count, roundedTo: count, count }),
      z.strictObject({ k: count, roundedTo: count, fewerThan: count }),
    ])
    .nullable(),
});

/** An entry with what only its parties see. */
const ownCase = registerEntry.extend({ actors: z.array(actor).min(1), deadlines: z.array(deadline) });

/** Answers of the routes of the EHDS lane, by what they are. */
export const PERMIT_SHAPES = {
  registerEntry,
  ownCase,
  /** With every act, and for the access body what was sealed to it. */
  wholeCase: ownCase.extend({ acts: z.array(act), sealed: hex.nullable() }),
  accessBodies: z.strictObject({ accessBodies: z.array(AccessBody) }),
  submission: z.strictObject({ applicationHash: hash, countries: z.array(country), isNew: z.boolean() }),
  next: z.strictObject({ next: count }),
  recordAccess: z.strictObject({
    permitId: decimal,
    version: z.int().positive(),
    datasetIds: z.array(decimal),
    person: hash,
    validUntil: seconds,
  }),
  report: z.strictObject({
    country,
    from: count,
    until: count,
    applications: count,
    requests: count,
    issued: count,
    approvedRequests: count,
    answeredRequests: count,
    refused: count,
    withdrawn: count,
    revoked: count,
    resultsPublished: count,
    purposes: counts,
    categories: counts,
    applicantClasses: counts,
    averageDaysToAccess: z.number().min(0).nullable(),
    quotedCents: decimal,
    fines: count,
    finesCents: decimal,
  }),
  lodged: z.strictObject({ complaintId: z.string(), receipt: hash }),
  complaint,
  complaints: z.strictObject({ complaints: z.array(complaint.extend({ envelope: hex })) }),
  question,
  questions: z.strictObject({ questions: z.array(question) }),
} as const;
