import { PURPOSES, parseDocument } from "@symbolon/protocol";
import { z } from "zod";

const purposeCodes = PURPOSES.map((purpose) => purpose.code) as [string, ...string[]];

/** Name of a harmonised column, as in symbolon-schema/1. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);
/** Name of a source column; quoted in SQL, so nearly anything but quotes and control characters. */
const sourceName = z.string().regex(/^[^"\p{Cc}]{1,80}$/u);

/**
 * A hospital's listing and how its file becomes harmonised records. Paths are relative to the configuration file.
 * `source` declares every file column the mapping reads and what it must hold: a "?" allows empty cells, which the
 * SQL then sees as NULL. An expression sees declared columns only (numbers as DOUBLE, text as VARCHAR).
 */
export const ProviderConfig = z.strictObject({
  format: z.literal("symbolon-provider/1"),
  title: z.string().min(3).max(160),
  description: z.string().min(3).max(4000),
  publisher: z.string().min(1).max(160),
  /** Email address shown in the catalogue. */
  contact: z.email(),
  file: z.string().min(1),
  schema: z.string().min(1),
  delimiter: z.string().length(1).default(","),
  maxFileBytes: z.int().positive().default(1_073_741_824),
  priceWei: z.string().regex(/^(0|[1-9]\d*)$/),
  rhoCapMicro: z.string().regex(/^[1-9]\d*$/),
  purposes: z.array(z.enum(purposeCodes)).min(1),
  /** Position in Art. 51(1) of Regulation (EU) 2025/327. */
  category: z.int().min(0).max(65_535),
  licence: z.url(),
  keywords: z.array(z.string().min(1).max(40)).max(20).default([]),
  /** What HealthDCAT-AP wants beside the above. */
  catalogue: z.strictObject({
    hdab: z.strictObject({ name: z.string().min(1), page: z.url() }),
    healthThemes: z.array(z.string().min(1)).default([]),
    populationCoverage: z.string().min(1),
    legalBasis: z.string().min(1),
    provenance: z.string().min(1),
    accessUrl: z.url(),
  }),
  source: z.record(sourceName, z.enum(["text", "number", "text?", "number?"])),
  /** Hospital-local pseudonym of a record, for consent; without it the record's number. Never leaves the hospital. */
  subject: z.strictObject({ sql: z.string().min(1) }).optional(),
  columns: z.record(name, z.strictObject({ sql: z.string().min(1).max(4000) })),
});
export type ProviderConfig = z.infer<typeof ProviderConfig>;

/** Parses a provider configuration; throws E1006 naming the first fault. */
export function parseProviderConfig(value: unknown): ProviderConfig {
  return parseDocument(ProviderConfig, value, "provider configuration");
}
