import { z } from "zod";
import type { Hex } from "../content/hex.ts";
import type { ConsentRecord } from "../messages/consentRecord.ts";
import { bytes32 } from "../messages/scalars.ts";
import { PURPOSES } from "../units/purposes.ts";
import { CONSENT_STATUSES, type ConsentEvent } from "./consentStatus.ts";
import { DPV_PURPOSES } from "./dpvPurposes.ts";
import { RECEIPT_CONTEXT } from "./receiptContext.ts";

const time = z.iso.datetime();
const text = z.string().min(1);

/**
 * `symbolon-consent-receipt/1`: the copy of a consent record that a person takes home, as JSON-LD with DPV terms. Its four groups are those of
 * ISO/IEC TS 27560: header, processing, parties, events. An opt-out is no consent and has a receipt of its own (OptOutReceipt).
 */
export const ConsentReceipt = z.strictObject({
  "@context": z.custom<typeof RECEIPT_CONTEXT>((value) => typeof value === "object" && value !== null),
  type: z.literal("dpv:ConsentRecord"),
  format: z.literal("symbolon-consent-receipt/1"),
  header: z.strictObject({
    schemaVersion: z.literal("ISO/IEC TS 27560:2023"),
    /** The salted commitment: the record's name, which says nothing about the person. */
    recordId: bytes32,
    /** The hospital's pseudonym; the receipt is the person's own. */
    principal: text,
  }),
  processing: z
    .array(
      z.strictObject({
        notice: z.strictObject({ version: text, digest: bytes32 }),
        language: z.string().regex(/^[a-z]{2}$/),
        purposes: z.array(z.strictObject({ code: text, "dpv:hasPurpose": z.array(text) })),
        "dpv:hasLegalBasis": text,
        "dpv:hasPersonalData": z.array(text).min(1),
        collectionMethod: text,
        processingMethod: text,
        storageLocation: text,
        retention: text,
        recipients: z.array(text),
        jurisdiction: z.string().regex(/^[A-Z]{2}$/),
      }),
    )
    .min(1),
  parties: z
    .array(
      z.strictObject({
        role: z.enum(["dpv:DataController", "dpv:DataSubject"]),
        name: text,
        contact: text.optional(),
      }),
    )
    .min(1),
  events: z
    .array(
      z.strictObject({
        time,
        "dpv:hasConsentStatus": z.enum(CONSENT_STATUSES.map((status) => `dpv:${status}` as const)),
        validUntil: time.nullable(),
      }),
    )
    .min(1),
  /** How to take it back; as easy as it was given (GDPR Art. 7(3)). */
  withdrawal: text,
});
export type ConsentReceipt = z.infer<typeof ConsentReceipt>;

/** What a receipt says beside the record itself. */
export type ReceiptCircumstances = {
  readonly language: string;
  readonly jurisdiction: string;
  readonly collectionMethod: string;
  readonly storageLocation: string;
  readonly retention: string;
  readonly recipients: readonly string[];
};

/** The receipt of a consent: its record, its commitment and all its events. Times in unix seconds; `validUntil` null for none. */
export function consentReceipt(options: {
  readonly record: ConsentRecord;
  readonly recordId: Hex;
  readonly events: readonly ConsentEvent[];
  readonly validUntil: number | null;
  readonly circumstances: ReceiptCircumstances;
}): ConsentReceipt {
  const { record, recordId, events, validUntil, circumstances } = options;
  const { language, jurisdiction, recipients, ...methods } = circumstances;
  return ConsentReceipt.parse({
    "@context": RECEIPT_CONTEXT,
    type: "dpv:ConsentRecord",
    format: "symbolon-consent-receipt/1",
    header: { schemaVersion: "ISO/IEC TS 27560:2023", recordId, principal: record.subject },
    processing: [
      {
        notice: record.notice,
        language,
        purposes: record.purposes.map(purposeOf),
        "dpv:hasLegalBasis": "dpv:Consent",
        "dpv:hasPersonalData": record.dataCategories,
        processingMethod: record.processing,
        ...methods,
        recipients: [...recipients],
        jurisdiction,
      },
    ],
    parties: [
      { role: "dpv:DataController", name: record.controller, contact: record.withdrawal },
      { role: "dpv:DataSubject", name: record.subject },
    ],
    events: events.map(({ status, at }) => ({
      time: isoTime(at),
      "dpv:hasConsentStatus": `dpv:${status}`,
      validUntil: validUntil === null ? null : isoTime(validUntil),
    })),
    withdrawal: record.withdrawal,
  });
}

/** A purpose by our code or Art. 53(1) point, with DPV's terms for it. */
function purposeOf(name: string) {
  const known = PURPOSES.find(({ code, point }) => code === name || point === name);
  const terms = known === undefined ? undefined : DPV_PURPOSES[known.code];
  return { code: known?.code ?? name, "dpv:hasPurpose": terms === undefined ? [] : [terms.dpv, terms.ehds] };
}

const isoTime = (seconds: number) => new Date(seconds * 1000).toISOString();
