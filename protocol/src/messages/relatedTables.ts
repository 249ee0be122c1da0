import { z } from "zod";
import { MODELLED_TABLES } from "../orders/modelledTables.ts";

/** Most whole patients of one order: their tables are made in memory, and the file stays below MAX_FILE_BYTES at usual lengths. */
export const MAX_ORDERED_PATIENTS = 50_000;

/**
 * What a dataset says of its patients' tables over time. They are OMOP CDM 5.4 tables, whose columns the standard names, so only the tables are told. An
 * order of whole patients (`product` "patients-over-time") holds them. `mostRows`: rows of one patient per table at most; more are left out.
 */
export const RelatedTables = z.strictObject({
  standard: z.literal("OMOP-CDM-5.4"),
  tables: z
    .array(z.enum(MODELLED_TABLES))
    .min(1)
    .refine((names) => new Set(names).size === names.length, "a table is named twice"),
  mostRows: z.int().min(1).max(10_000),
});
export type RelatedTables = z.infer<typeof RelatedTables>;
