import {
  CONSENT_STATUSES,
  ConsentReceipt,
  DocumentProof,
  OptOutReceipt,
  WithdrawalMessage,
} from "@symbolon/protocol";
import { z } from "zod";
import { CONSENT_BODIES as BODY } from "../modules/consentVault/consentBodies.ts";
import { SHAPES } from "./answerShapes.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import type { RouteAbout } from "./routeAbout.ts";

const { count, hash } = SHAPES;
const faults = z.array(z.strictObject({ where: z.string(), reason: z.string() }));
const optOutState = z.enum(["NONE", "OPTED_OUT", "REVERSED"]);
const receipt = ConsentReceipt.extend({ proof: DocumentProof.optional() });
const state = <S extends string>(name: S) => z.strictObject({ state: z.literal(name) });

type Rest = Omit<RouteAbout, "tag" | "auth" | "answers"> & {
  readonly answer: z.ZodType;
  readonly what?: string;
};
/** A route of the dataset's owner, or of the person that a link was made for: both sign. */
const signed = ({ answer, what = "It is done.", ...rest }: Rest): RouteAbout => ({
  ...rest,
  tag: "consents",
  auth: "signed",
  answers: { 200: jsonAnswer(what, answer) },
});

/** Descriptions of the routes of the consent vault and of patients, by name. */
export const CONSENT_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  consentCounts: signed({
    summary: "How many entries have which status; nobody by name.",
    what: "Counts by status.",
    answer: z.partialRecord(z.enum([...CONSENT_STATUSES, "OPTED_OUT", "REVERSED", "NONE", "ERASED"]), count),
  }),
  consentImport: signed({
    summary: "Takes over consents and opt-outs from FHIR R4 Consent resources.",
    body: BODY.fhir,
    what: "What was taken over, and what was not and why.",
    answer: z.strictObject({
      read: count,
      consents: count,
      optOuts: count,
      skipped: faults,
      bad: faults,
      notes: faults,
    }),
  }),
  consentWithdraw: signed({
    summary: "Withdraws every valid consent of a person.",
    body: BODY.subject,
    answer: z.strictObject({ withdrawn: count }),
  }),
  "consentOpt-out": signed({
    summary: "Opts a person out (Art. 71(1)).",
    body: BODY.subject,
    answer: state("OPTED_OUT"),
  }),
  consentReversal: signed({
    summary: "Takes an opt-out back (Art. 71(2)).",
    body: BODY.subject,
    answer: state("REVERSED"),
  }),
  consentErase: signed({
    summary: "Destroys the keys of all that is kept of a person (GDPR Art. 17).",
    body: BODY.subject,
    answer: z.strictObject({ erased: count }),
  }),
  consentReceipts: signed({
    summary: "Receipts of all consents of a person (ISO/IEC TS 27560), signed where the hub has an account.",
    body: BODY.receipts,
    what: "A receipt for each consent.",
    answer: z.strictObject({ receipts: z.array(receipt) }),
  }),
  "consentOpt-out-receipt": signed({
    summary: "The receipt over a person's opt-outs and reversals.",
    body: BODY.subject,
    what: "The receipt.",
    answer: OptOutReceipt,
  }),
  consentBatch: signed({
    summary: "The root over consents that are in no batch yet, for ConsentRegistry.anchorRoot.",
    what: "The same again until it is noted as anchored; null when there is none.",
    answer: z.strictObject({ batch: z.strictObject({ root: hash, leaves: count }).nullable() }),
  }),
  "consentBatch-anchored": signed({
    summary: "Notes that a root is on chain.",
    body: BODY.anchored,
    answer: z.strictObject({ anchored: hash }),
  }),
  consentWithdrawals: signed({
    summary: "Nullifiers of withdrawn consents, for ConsentRegistry.withdrawBatch.",
    what: "Null when nothing waits.",
    answer: z.strictObject({
      withdrawals: z.strictObject({ nullifiers: z.array(hash), evidenceDigest: hash }).nullable(),
    }),
  }),
  "consentWithdrawals-sent": signed({
    summary: "Notes that withdrawals were sent.",
    body: BODY.sent,
    answer: z.strictObject({ sent: count }),
  }),
  "consentOpt-out-list": signed({
    summary: "The salted list of all who have opted out, for ConsentRegistry.anchorOptOutRoot.",
    what: "Its root and entries, and who took an opt-out back, for the hospital's node; null for nobody.",
    answer: z.strictObject({
      list: z
        .strictObject({
          root: hash,
          persons: count,
          entries: z.array(z.strictObject({ subject: z.string(), salt: hash })),
          reversed: z.array(z.string()),
        })
        .nullable(),
    }),
  }),
  consentLink: signed({
    summary: "A key for a patient, which acts for them and nobody else.",
    body: BODY.link,
    what: "The key, for the patient's link; null where the link has one already and the hub keeps its address.",
    answer: z.strictObject({ privateKey: hash.nullable() }),
  }),
  consentMessages: signed({
    summary: "Withdrawals that patients signed and nobody passed on, for ConsentRegistry.withdrawBatch.",
    what: "Null when nothing waits.",
    answer: z.strictObject({
      batch: z
        .strictObject({
          nullifiers: z.array(hash),
          evidenceDigest: hash,
          messages: z.array(WithdrawalMessage),
        })
        .nullable(),
    }),
  }),
  "consentMessages-sent": signed({
    summary: "Notes that patients' withdrawals were passed on.",
    body: BODY.sent,
    answer: z.strictObject({ sent: count }),
  }),
  withdrawalMessage: {
    summary: "A withdrawal that a patient signed with the consent's own key; no account is needed.",
    tag: "consents",
    body: WithdrawalMessage,
    answers: { 200: jsonAnswer("It is kept for the hospital.", state("RECEIVED")) },
  },
  personState: signed({
    summary: "Where the person of a link stands with a dataset.",
    what: "The withdrawal's way, and what the hospital keeps; null for a link that this hub does not know.",
    answer: z.strictObject({
      message: z.enum(["NONE", "RECEIVED", "PASSED_ON"]),
      standing: z
        .strictObject({
          consents: z.array(z.strictObject({ recordId: hash, status: z.enum(CONSENT_STATUSES) })),
          optOut: optOutState,
        })
        .nullable(),
    }),
  }),
  personWithdraw: signed({
    summary: "The person withdraws every valid consent.",
    answer: z.strictObject({ withdrawn: count }),
  }),
  "personOpt-out": signed({
    summary: "The person opts out (Art. 71(1)); no reason is asked.",
    answer: state("OPTED_OUT"),
  }),
  personReversal: signed({
    summary: "The person takes an opt-out back (Art. 71(2)).",
    answer: state("REVERSED"),
  }),
  personReceipts: signed({
    summary: "The person's receipts: of each consent, and of an opt-out.",
    body: BODY.language,
    what: "The receipts; null where there is no opt-out.",
    answer: z.strictObject({ consents: z.array(receipt), optOut: OptOutReceipt.nullable() }),
  }),
};
