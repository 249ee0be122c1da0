import { z } from "zod";
import { checkSynthSchema } from "./checkSynthSchema.ts";

/** A column's name as the file or table has it: anything that can be quoted. */
const name = z.string().regex(/^[^"`\\\p{Cc}]{1,80}$/u);
/** A level as text; no surrounding blanks, because cells are trimmed before they are compared. */
const level = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\S(.*\S)?$/su)
  .regex(/^[^\p{Cc}]*$/u);
/** A level, or null for the missing one. */
const levelOrMissing = level.nullable();

const described = {
  name,
  label: z.string().min(1).optional(),
  /** What the column is to an analysis; nothing in the engine depends on it but the default target. */
  role: z.enum(["target", "time", "event", "treatment", "visit_time"]).optional(),
  /** Whether an empty cell is a value of its own (fine level 0). Without it an empty cell is a fault. */
  missing: z.boolean().default(false),
};

const categorical = z.strictObject({
  ...described,
  kind: z.literal("categorical"),
  levels: z.array(level).max(10_000),
  ordered: z.boolean().optional(),
  /** The code book is not complete: values outside it become `other`, and more levels may be found privately. */
  open: z.boolean().default(false),
  other: level.default("(other)"),
});

const number = z.strictObject({
  ...described,
  kind: z.literal("number"),
  unit: z.string().optional(),
  /** Public range, known without the records; a value outside counts as the nearer end. */
  min: z.number(),
  max: z.number(),
  integer: z.boolean().default(false),
  /** Decimals of a written value (integer: 0). Left out: enough for 256 steps in the narrowest bin. */
  decimals: z.int().min(0).max(9).optional(),
  /** Cut points that must stay cut points (clinical bands); bins never reach across one. */
  edges: z.array(z.number()).max(1000).default([]),
  /** Bins of the fine grid over the range, before `edges` are added. */
  bins: z.int().min(1).max(4096).default(64),
  /** log: bins of equal ratio (of 1 + the distance to min where min <= 0). */
  scale: z.enum(["linear", "log"]).default("linear"),
});

/** A number that points to a person, a file or another table: never read, never made up. */
const id = z.strictObject({ name, label: z.string().optional(), kind: z.literal("id") });

/** Cells of one column: levels (null: the missing one), presence, or numbers with from <= x < below. */
const cells = z.union([
  z.strictObject({ column: name, level: levelOrMissing }),
  z.strictObject({ column: name, levels: z.array(levelOrMissing).min(1) }),
  z.strictObject({ column: name, missing: z.boolean() }),
  z.strictObject({ column: name, from: z.number().optional(), below: z.number().optional() }),
]);

const constraint = z.discriminatedUnion("kind", [
  /** low <= high (strict: low < high) where both are there. */
  z.strictObject({
    kind: z.literal("inequality"),
    low: name,
    high: name,
    strict: z.boolean().default(false),
  }),
  /** A record in `if` must be in `must`. */
  z.strictObject({ kind: z.literal("implies"), if: cells, must: cells }),
  /** Combinations of levels that cannot be. */
  z.strictObject({
    kind: z.literal("zeros"),
    columns: z.array(name).min(2).max(3),
    combinations: z.array(z.array(levelOrMissing).min(2).max(3)).min(1),
  }),
  /** `to` follows from `from` by the table; combinations not in it cannot be. `to` is not modelled. */
  z.strictObject({
    kind: z.literal("functional"),
    from: z.array(name).min(1).max(3),
    to: name,
    table: z.array(z.strictObject({ from: z.array(levelOrMissing), to: levelOrMissing })).min(1),
  }),
]);

/**
 * `symbolon-synth-schema/1`: what is public about a table before anybody looks at it: code books, ranges, cut points, the unit of
 * privacy and rules every record obeys. Nothing in it may be read from the records: a domain taken from the data gives away who is in
 * them. `patient` names the column that tells patients apart; it need not be a column of `columns`.
 */
export const SynthSchema = z
  .strictObject({
    format: z.literal("symbolon-synth-schema/1"),
    name: z.string().min(1).max(80),
    columns: z
      .array(z.discriminatedUnion("kind", [categorical, number, id]))
      .min(1)
      .max(2000),
    patient: name.optional(),
    /** How many records of one patient count; more are left out by a rule that looks at that patient only. */
    maxRecordsPerPatient: z.int().min(1).max(10_000).default(1),
    constraints: z.array(constraint).max(200).default([]),
  })
  .superRefine((schema, context) => {
    for (const message of checkSynthSchema(schema)) context.addIssue({ code: "custom", message });
  });
export type SynthSchema = z.infer<typeof SynthSchema>;
export type SynthColumn = SynthSchema["columns"][number];
export type SynthConstraint = SynthSchema["constraints"][number];
/** Cells of one column, as constraints name them. */
export type SynthCells = z.infer<typeof cells>;
