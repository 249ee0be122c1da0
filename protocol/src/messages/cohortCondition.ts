import { z } from "zod";

/**
 * What a column's values must be: one of these levels (categorical), or whole numbers in [from, below) (numeric, either end may be left
 * out). Ends are bin edges of the schema, so that what they cut is exact.
 */
export const CohortCondition = z.union([
  z.strictObject({ column: z.string(), in: z.array(z.string()).min(1).max(256) }),
  z
    .strictObject({ column: z.string(), from: z.int().optional(), below: z.int().optional() })
    .refine(({ from, below }) => from !== undefined || below !== undefined, "it has neither from nor below"),
]);
export type CohortCondition = z.infer<typeof CohortCondition>;
