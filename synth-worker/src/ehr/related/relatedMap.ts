import { z } from "zod";

const Name = z.string().min(1).max(200);
/** A column of the file, its words translated where `codes` says so; or one word for every row. */
const Cell = z.union([
  z.strictObject({ column: Name, codes: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ value: z.string().min(1).max(200) }),
]);
/** A column with dates such as 2021-05-09, or with numbers of days since `day0`; or one such number for every row. */
const When = z.union([
  z.strictObject({ column: Name }),
  z.strictObject({ days: Name }),
  z.strictObject({ day: z.int().min(-36_500).max(36_500) }),
]);
/** A year or date of birth, or an age in years on day0. */
const Birth = z.union([z.strictObject({ column: Name }), z.strictObject({ ageOnDay0: Name })]);
const table = {
  file: Name,
  /** The column with the patient's id. */
  patient: Name,
  /** Only rows with this word in this column. */
  when: z.strictObject({ column: Name, is: z.string() }).optional(),
};
const fact = {
  ...table,
  date: When,
  code: Cell,
  /** URI of the code system; a code without one is a word of the hospital's own. */
  system: Cell.optional(),
  /** The column with the id of the visit it belongs to. */
  visit: Name.optional(),
};
const value = {
  value: Cell.optional(),
  valueCode: Cell.optional(),
  valueSystem: Cell.optional(),
  unit: Cell.optional(),
};

/**
 * `symbolon-ehr-map/1`: how plain related tables (CSV, Parquet) become patients and what happened to them. Every column that is not named is never read. One file
 * may be named several times, such as for several measurements in one row.
 */
export const RelatedMap = z.strictObject({
  format: z.literal("symbolon-ehr-map/1"),
  /** The date that day 0 stands for, where dates are numbers of days. */
  day0: z.iso.date().default("2000-01-01"),
  tables: z
    .array(
      z.discriminatedUnion("as", [
        z.strictObject({
          as: z.literal("patient"),
          ...table,
          gender: Cell.optional(),
          birth: Birth,
          /** The time in which the patient was observed, such as from the index date to the end of follow-up. */
          observed: z.strictObject({ start: When, end: When }).optional(),
        }),
        z.strictObject({ as: z.literal("death"), ...table, date: When }),
        z.strictObject({
          as: z.literal("visit"),
          ...table,
          id: Name,
          start: When,
          end: When.optional(),
          class: Cell.optional(),
          system: Cell.optional(),
        }),
        z.strictObject({ as: z.literal("condition"), ...fact, end: When.optional() }),
        z.strictObject({ as: z.literal("procedure"), ...fact, end: When.optional() }),
        z.strictObject({ as: z.literal("drug"), ...fact, end: When.optional() }),
        z.strictObject({ as: z.literal("measurement"), ...fact, ...value }),
        z.strictObject({ as: z.literal("observation"), ...fact, ...value }),
      ]),
    )
    .min(1),
});
export type RelatedMap = z.output<typeof RelatedMap>;
export type RelatedTable = RelatedMap["tables"][number];
