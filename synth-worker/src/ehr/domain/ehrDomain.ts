import { MODELLED_TABLES } from "@symbolon/protocol";
import { z } from "zod";

/** A name for conditions (`--where 'sex=male'`), so without their signs. */
const Name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^=<>|\n]+$/, "a name has none of = < > |");
/** Cells of OMOP columns that a row has; a column that is not named may hold anything. */
const Cells = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const MOST_BINS = 500;

function edges<T extends z.ZodType<number> | z.ZodType<string>>(point: T) {
  return z.union([
    z
      .array(point)
      .min(2)
      .max(MOST_BINS + 1),
    z.strictObject({ from: point, to: point, bins: z.int().min(1).max(MOST_BINS).default(24) }),
  ]);
}

/** Ascending edges of bins, outer ones included, or so many bins of one width. What lies beyond counts as at the edge. */
const Edges = edges(z.number());
const Days = edges(z.int().min(0).max(100_000));
const Dates = edges(z.iso.date());

const Code = z.strictObject({
  name: Name,
  is: Cells,
  /** How many such rows a patient has is a column of the patient's own, for conditions; all others are counted together. */
  counted: z.boolean().default(false),
  /** A patient has such a row once at most. */
  once: z.boolean().default(false),
  /** Edges of the row's number (`value_as_number`), and the decimals it is written with; without them it is not modelled. */
  number: z.strictObject({ edges: Edges, decimals: z.int().min(0).max(4) }).optional(),
});

const Table = z.strictObject({
  table: z.enum(MODELLED_TABLES),
  /** Facts that hang on a visit of the model, or all others. Not for visits themselves. */
  visits: z.enum(["inside", "outside"]).optional(),
  /** Rows of one patient at most: the first ones are kept. */
  mostRows: z.int().min(1).max(5000),
  /** What rows may be about: the first that fits is taken; rows that fit none are left out. `is: {}` fits all that is left. */
  codes: z.array(Code).min(1).max(2000),
  /** What a row's coded value may be; any other counts as none. */
  values: z
    .array(z.strictObject({ name: Name, is: Cells }))
    .min(1)
    .max(2000)
    .optional(),
  /** Days from a row's start to its end. */
  length: Days.optional(),
  /** The day of a patient's first row, counted from the first day of observation; and days from one row to the next, or from the visit. */
  firstDay: Days.optional(),
  gap: Days.optional(),
  /** For a few hundred patients: only named pairs are measured, each value with its own last one. */
  markov: z.boolean().default(false),
});

/**
 * `symbolon-ehr-domain/1`: everything that the private mode may know of OMOP tables without looking at them. Written from public knowledge: a data dictionary, a
 * protocol, published ranges. Whoever was in the tables must not have changed a word of it.
 */
export const EhrDomain = z
  .strictObject({
    format: z.literal("symbolon-ehr-domain/1"),
    /** Where these facts come from, such as a data dictionary and its version. */
    source: z.string().min(1).max(500).optional(),
    /** The mark of a draft: what it was made from. A draft is not public until somebody says so. */
    drafted: z.string().min(1).max(500).optional(),
    patients: z.strictObject({
      /** Who is none of these counts as `unknown`, which is always there (gender_concept_id 0). */
      sexes: z
        .array(z.strictObject({ name: Name, is: Cells }))
        .min(1)
        .max(50),
      /** Years of age on the first day of observation. */
      age: Days.optional(),
      firstDay: Dates,
      /** Also the grid on which the hazard of death is constant. */
      daysObserved: Days.optional(),
    }),
    tables: z.array(Table).min(1).max(11),
    /** URIs of code systems of the hospital's own, by the id before the colon in source values; well-known ones need none. */
    systems: z.record(z.string().min(1).max(20), z.string().min(1).max(255)).default({}),
  })
  .refine(
    ({ source, drafted }) => source !== undefined || drafted !== undefined,
    "it does not say where its facts come from (source)",
  );
export type EhrDomain = z.output<typeof EhrDomain>;
