import { z } from "zod";
import { bytes32 } from "./scalars.ts";

/**
 * Consent record after ISO/IEC TS 27560 (fields of its DPV profile that a synthetic-data use needs). Stays in the hospital;
 * only recordHash = sha256(salt || canonical record) enters the commitment.
 */
export const ConsentRecord = z.strictObject({
  format: z.literal("symbolon-consent/1"),
  /** Hospital-local pseudonym; never leaves. */
  subject: z.string(),
  controller: z.string(),
  notice: z.strictObject({ version: z.string(), digest: bytes32 }),
  purposes: z.array(z.string()),
  dataCategories: z.array(z.string()),
  processing: z.literal("synthetic-data-generation"),
  given: z.string(),
  withdrawal: z.string(),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;
