import { z } from "zod";
import { boundedWords } from "../documents/applicationParts.ts";

/** Smallest count that an access body may let out, whatever it sets itself. */
export const COUNT_FLOOR = 5;

/** A table of counts: row-major, null is suppressed. */
const AnswerTable = z
  .strictObject({
    title: boundedWords,
    rows: z.array(boundedWords).min(1).max(200),
    columns: z.array(boundedWords).min(1).max(200),
    counts: z.array(z.int().nonnegative().nullable()).max(10_000),
  })
  .refine(({ rows, columns, counts }) => counts.length === rows.length * columns.length, {
    message: "the counts do not fill the table",
  });

/**
 * The only form of answer to a data request: an anonymised statistic (Regulation (EU) 2025/327 Art. 69(1)). It has no place for a record, and
 * no count below `k` other than null; `k` is stated in it.
 */
export const StatisticalAnswer = z
  .strictObject({
    format: z.literal("symbolon-statistical-answer/1"),
    k: z.int().min(COUNT_FLOOR),
    tables: z.array(AnswerTable).min(1).max(50),
    method: boundedWords,
  })
  .superRefine(({ k, tables }, context) => {
    for (const { title, counts } of tables)
      if (counts.some((count) => count !== null && count < k))
        context.addIssue({
          code: "custom",
          message: `a count of "${title}" is below ${k}`,
          path: ["tables"],
        });
  });
export type StatisticalAnswer = z.infer<typeof StatisticalAnswer>;
