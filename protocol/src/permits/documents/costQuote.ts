import { z } from "zod";
import { bytes32, decimal } from "../../messages/scalars.ts";
import { COST_KINDS, type CostKind } from "./tariff.ts";

/** One line: `units` times the tariff's price less the reduction, or what a holder estimated for its dataset. */
export const CostLine = z.strictObject({
  kind: z.enum(Object.keys(COST_KINDS) as [CostKind, ...CostKind[]]),
  /** Whose cost it is: the dataset of a holder's line, else null. */
  datasetId: decimal.nullable(),
  units: z.int().min(1).max(1_000_000),
  totalCents: decimal,
});
export type CostLine = z.infer<typeof CostLine>;

/**
 * `symbolon-cost-quote/1`: the fees an applicant is told before the decision (Regulation (EU) 2025/327 Art. 62(5)), line by line, in euro
 * cents. The total is the sum of the lines.
 */
export const CostQuote = z
  .strictObject({
    format: z.literal("symbolon-cost-quote/1"),
    applicationHash: bytes32,
    country: z.string().regex(/^[A-Z]{2}$/),
    lines: z.array(CostLine).min(1).max(200),
    totalCents: decimal,
  })
  .superRefine(({ lines, totalCents }, context) => {
    const sum = lines.reduce((total, line) => total + BigInt(line.totalCents), 0n);
    if (sum !== BigInt(totalCents))
      context.addIssue({ code: "custom", message: "it is not the sum of the lines", path: ["totalCents"] });
    for (const { kind, datasetId } of lines)
      if ((kind === "holder") !== (datasetId !== null))
        context.addIssue({
          code: "custom",
          message: "exactly holders' lines name a dataset",
          path: ["lines"],
        });
  });
export type CostQuote = z.infer<typeof CostQuote>;
