import { z } from "zod";
import { bytes32, decimal, hexBytes } from "../../messages/scalars.ts";
import { boundedWords } from "../documents/applicationParts.ts";
import { CostLine, CostQuote } from "../documents/costQuote.ts";
import { SignedPermitDocument } from "../documents/permitDocument.ts";
import { FINE_PARAGRAPHS } from "./mostFineCents.ts";

/** Criteria of Art. 68(1), in order: bit i of PermitRegistry's criteriaMask. */
export const CRITERIA = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;
export type Criterion = (typeof CRITERIA)[number];
/** Risks of Art. 68(2): (a) defence, security and public order; (b) governmental databases of regulators. */
export const RISKS = ["a", "b"] as const;
/** Why an application is refused; IP_RISK is the one of Art. 52(5). */
export const REFUSAL_CODES = ["CRITERIA_NOT_MET", "RISK_NOT_MITIGATED", "IP_RISK", "OTHER"] as const;

const seconds = z.int().positive();
const act = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/**
 * Everything that happens in a proceeding, which is one application before one access body. The kinds are in the order of the life cycle; who
 * may take which in which state is in ACT_RULES.
 */
export const ProceedingAct = z.discriminatedUnion("kind", [
  act("submitted", {
    applicationHash: bytes32,
    accelerated: z.boolean(),
    datasetIds: z.array(decimal).min(1),
  }),
  /** Incomplete: the applicant has four weeks (68(4)). */
  act("returned", {
    missing: z
      .array(z.strictObject({ point: z.string().max(20), what: boundedWords }))
      .min(1)
      .max(50),
  }),
  act("completed", {
    applicationHash: bytes32,
    accelerated: z.boolean(),
    datasetIds: z.array(decimal).min(1),
  }),
  act("found-complete", {}),
  act("time-extended", { reason: boundedWords }),
  act("criterion-recorded", {
    criterion: z.enum(CRITERIA),
    finding: z.enum(["met", "not-met", "not-applicable"]),
    note: boundedWords,
  }),
  act("risk-recorded", { risk: z.enum(RISKS), mitigated: z.boolean(), note: boundedWords }),
  /** To a trusted holder, who assesses and proposes (72(3)). */
  act("forwarded", { datasetId: decimal }),
  act("proposal-made", { approve: z.boolean(), assessment: boundedWords }),
  act("quoted", { quote: CostQuote }),
  act("quote-accepted", { quoteHash: bytes32 }),
  /** Part of a quoted line that has been spent. */
  act("cost-incurred", { line: z.int().min(0), cents: decimal }),
  act("withdrawn", {}),
  act("refused", { code: z.enum(REFUSAL_CODES), justification: boundedWords }),
  act("answer-offered", { reason: boundedWords }),
  act("answer-agreed", { requestHash: bytes32 }),
  act("issued", { permitId: decimal, permit: SignedPermitDocument }),
  act("data-requested", {}),
  act("holder-extended", { datasetId: decimal, months: z.int().min(1).max(3), reason: boundedWords }),
  act("delivered", { datasetId: decimal }),
  act("opened", {}),
  act("fee-disputed", { reason: boundedWords }),
  act("fee-set", { lines: z.array(CostLine).min(1).max(200), reason: boundedWords }),
  act("finding-notified", { finding: boundedWords }),
  act("finding-answered", { answer: boundedWords }),
  act("suspended", { reason: boundedWords }),
  act("resumed", {}),
  /** A fine on the user (64): a record; it is collected elsewhere. The decision itself stays with the access body. */
  act("fined", {
    paragraph: z.enum(FINE_PARAGRAPHS),
    amountCents: decimal,
    turnoverCents: decimal.nullable(),
    decisionHash: bytes32,
  }),
  act("revoked", { reason: boundedWords, excludedUntil: seconds.nullable() }),
  act("extension-requested", { validUntil: seconds, reason: boundedWords }),
  act("extended", { permit: SignedPermitDocument }),
  act("amendment-requested", { what: boundedWords }),
  act("amended", { permit: SignedPermitDocument }),
  /** A finding about a person's health (61(5)), sealed to the access body. */
  act("health-finding", { sealed: hexBytes }),
  act("processing-completed", {}),
  act("deleted", { certificateHash: bytes32, recipeHash: bytes32.nullable() }),
  act("results-extended", { until: seconds, reason: boundedWords }),
  act("results-published", {
    url: z.url({ protocol: /^https$/ }),
    digest: bytes32,
    acknowledgement: boundedWords,
    anonymous: z.literal(true),
  }),
]);
export type ProceedingAct = z.infer<typeof ProceedingAct>;
export type ActKind = ProceedingAct["kind"];
