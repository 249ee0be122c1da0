import { PURPOSES, parseDocument } from "@symbolon/protocol";
import { z } from "zod";
import { mentionedColumns } from "./mentionedColumns.ts";
import { ProviderCatalogue } from "./providerCatalogue.ts";

const purposeCodes = PURPOSES.map((purpose) => purpose.code) as [string, ...string[]];

/** Name of a harmonised column, as in symbolon-schema/1. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);
/** Name of a source column; quoted in SQL, so nearly anything but quotes and control characters. */
const sourceName = z.string().regex(/^[^"\p{Cc}]{1,80}$/u);

const wei = z.string().regex(/^(0|[1-9]\d*)$/);

/**
 * A hospital's listing and how its file becomes harmonised records. Paths are relative to the configuration file.
 * `source` declares every file column the mapping reads and what it must hold: a "?" allows empty cells, which the
 * SQL then sees as NULL. An expression sees declared columns only (numbers as DOUBLE, text as VARCHAR).
 */
const Shape = z.strictObject({
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
  /** "ehds": used under a data permit at cost, Regulation (EU) 2025/327 Art. 53-73; "commercial": consent and free price. */
  lane: z.enum(["commercial", "ehds"]).default("commercial"),
  /** Price of one order; in the EHDS lane the sum of `costs`. */
  priceWei: wei,
  /** Added per row ordered. */
  rowPriceWei: wei.default("0"),
  /** Price of a renewal as share of the order's price; without it the node's RENEWAL_BPS. */
  renewalBps: z.int().min(0).max(10_000).optional(),
  /** Cost lines of the EHDS lane (Art. 62). */
  costs: z
    .strictObject({ holderWei: wei, computeWei: wei, evaluationWei: wei, accessBodyWei: wei })
    .optional(),
  rhoCapMicro: z.string().regex(/^[1-9]\d*$/),
  /** How much of the cap one buyer may use; "0": all of it. */
  rhoPerBuyerMicro: z
    .string()
    .regex(/^(0|[1-9]\d*)$/)
    .default("0"),
  purposes: z.array(z.enum(purposeCodes)).min(1),
  /** Position in Art. 51(1) of Regulation (EU) 2025/327. */
  category: z.int().min(0).max(65_535),
  licence: z.url(),
  keywords: z.array(z.string().min(1).max(40)).max(20).default([]),
  /** What HealthDCAT-AP wants beside the above. */
  catalogue: ProviderCatalogue,
  source: z.record(sourceName, z.enum(["text", "number", "text?", "number?"])),
  /**
   * False: the records identify nobody, not even for the hospital, so that there is nothing to opt out of (Regulation (EU) 2025/327 Art. 71(8)). EHDS
   * lane only; such a file has no subjects and no identifiers.
   */
  identifiable: z.boolean().default(true),
  /** Columns of the file that identify patients, beside those that `subject` and `linkage` read. In the EHDS lane no harmonised column may read one. */
  identifiers: z.array(sourceName).max(50).default([]),
  /** Hospital-local pseudonym of a record, for consent; without it the record's number. Never leaves the hospital. */
  subject: z.strictObject({ sql: z.string().min(1) }).optional(),
  /**
   * Set where the hospital lets its patients be linked with another hospital's, in orders of the engine `vertical`: the register that
   * its identifiers are of, named alike at all hospitals (e.g. "urn:oid:1.2.246.21"), and the identifier. It is compared in normal form (letters
   * and digits, upper case, see patientIdentifier), only as a token that says nothing without three nodes' keys, and never leaves.
   */
  linkage: z
    .strictObject({
      register: z.string().regex(/^[\x21-\x7e]{1,200}$/),
      sql: z.string().min(1).max(4000),
    })
    .optional(),
  columns: z.record(name, z.strictObject({ sql: z.string().min(1).max(4000) })),
  /**
   * What the hospital's node may let out: files and statistics that are differentially private, and, where it says so, what is not:
   * high-fidelity files, which it makes itself, and its part in aggregate statistics. Files are published in the catalogue entry.
   */
  releaseClasses: z
    .array(z.enum(["private", "high-fidelity", "statistics"]))
    .refine((classes) => classes.includes("private"), "private is always offered")
    .default(["private"]),
  /**
   * The patients' tables over time, where the schema names such (`related`): a folder of OMOP CDM 5.4 tables, CSV or Parquet, imported before so that nothing
   * in them identifies anybody. The record's `subject` is `person_id` or `person_source_value`. For high-fidelity files of whole patients.
   */
  related: z.strictObject({ folder: z.string().min(1) }).optional(),
  /**
   * The patients' pictures, where the schema names such (`images`): a folder of DICOM, NIfTI, PNG or JPEG files with a label table `labels.csv`, whose
   * `patient` is the record's `subject` (without such a column: the patient of the DICOM header, or the first folder). What becomes of a picture is public.
   */
  images: z
    .strictObject({
      folder: z.string().min(1),
      plane: z.enum(["axial", "coronal", "sagittal"]).default("axial"),
      /** Every how many slices of a series one is taken. */
      every: z.int().min(1).max(10_000).default(1),
      /** Whose a picture is when neither label table nor header say so. */
      patients: z.enum(["named", "folder", "file"]).default("named"),
      /** Takes pictures in which text may be burned in. */
      allowText: z.boolean().default(false),
    })
    .optional(),
  /** Times with their events, the most important first; `level` is the event, every other level is censoring. For high-fidelity files. */
  survival: z.array(z.strictObject({ time: name, event: name, level: z.string().min(1) })).default([]),
});

/** {@link Shape} with the rules of the lanes. */
export const ProviderConfig = Shape.superRefine((config, context) => {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  for (const key of ["related", "images"] as const) {
    if (config[key] === undefined) continue;
    if (config.subject === undefined) refuse(key, "needs subject, by which patients are found again");
    if (!config.releaseClasses.includes("high-fidelity"))
      refuse(key, "is used for high-fidelity files, which releaseClasses does not offer");
  }
  if (config.lane === "commercial") {
    if (config.costs !== undefined) refuse("costs", "only in the EHDS lane");
    if (!config.identifiable)
      refuse("identifiable", "records of the commercial lane are of people who consented");
    return;
  }
  const { subject, linkage } = config;
  const read = [subject, linkage].flatMap((key) =>
    key === undefined ? [] : mentionedColumns(key.sql, Object.keys(config.source)),
  );
  const identifiers = [...new Set([...config.identifiers, ...read])];
  if (!config.identifiable && (subject !== undefined || linkage !== undefined || identifiers.length > 0))
    refuse("identifiable", "a file with subjects or identifiers is not anonymous");
  for (const [column, { sql }] of Object.entries(config.columns)) {
    const [identifier] = mentionedColumns(sql, identifiers);
    if (identifier !== undefined)
      refuse("columns", `${column} reads ${identifier}, which identifies patients (Art. 66(3))`);
  }
  if (config.releaseClasses.some((name) => name !== "private"))
    refuse("releaseClasses", "only what is private leaves the EHDS lane");
  if (config.costs === undefined) return refuse("costs", "needed in the EHDS lane");
  const sum = Object.values(config.costs).reduce((total, line) => total + BigInt(line), 0n);
  if (BigInt(config.priceWei) !== sum) refuse("priceWei", `not the sum of the costs, ${sum}`);
  if (config.rowPriceWei !== "0") refuse("rowPriceWei", "the EHDS lane has cost lines only");
  if ((config.renewalBps ?? 0) !== 0) refuse("renewalBps", "a renewal is free in the EHDS lane");
});
export type ProviderConfig = z.infer<typeof ProviderConfig>;

/** Parses a provider configuration; throws E1006 naming the first fault. */
export function parseProviderConfig(value: unknown): ProviderConfig {
  return parseDocument(ProviderConfig, value, "provider configuration");
}
