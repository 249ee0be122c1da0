import { HEALTH_CATEGORIES } from "@symbolon/protocol";
import { z } from "zod";

const text = z.string().min(1);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const subject = text.max(200);
const language = z.string().regex(/^[a-z]{2}$/);
const jurisdiction = z.string().regex(/^[A-Z]{2}$/);

/** Bodies that the routes of owners and patients take. */
export const CONSENT_BODIES = {
  /** One patient, by the hospital's pseudonym. There is no field for a reason (Art. 71(1)). */
  subject: z.strictObject({ subject }),
  fhir: z.strictObject({
    fhir: z.string(),
    controller: text,
    withdrawal: text,
    category: z.enum(HEALTH_CATEGORIES.map(({ point }) => point)),
  }),
  receipts: z.strictObject({
    subject: text,
    language,
    jurisdiction,
    collectionMethod: text,
    storageLocation: text,
    retention: text,
    recipients: z.array(text),
  }),
  anchored: z.strictObject({ root: hash }),
  sent: z.strictObject({ nullifiers: z.array(hash).min(1) }),
  /** `account`: address of a key that the link has already; without it a new key is made. */
  link: z.strictObject({
    ...{ subject, jurisdiction },
    account: z
      .string()
      .regex(/^0x[0-9a-f]{40}$/)
      .optional(),
  }),
  language: z.strictObject({ language }),
} as const;
