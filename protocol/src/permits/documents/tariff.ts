import { z } from "zod";
import { decimal } from "../../messages/scalars.ts";
import { ApplicantClass } from "./applicationParts.ts";

/** Kinds of cost that Art. 62(1) and (2) let a fee cover, and who is paid each. */
export const COST_KINDS = {
  assessment: "access-body",
  preparation: "access-body",
  anonymisation: "access-body",
  environment: "environment",
  storage: "environment",
  holder: "holder",
} as const;
export type CostKind = keyof typeof COST_KINDS;

const kinds = Object.keys(COST_KINDS) as [CostKind, ...CostKind[]];

/**
 * Published prices of an access body: euro cents per unit of each kind, and reductions in basis points by class of applicant
 * (Regulation (EU) 2025/327 Art. 62(1), fourth subparagraph). Holders' costs are estimated by them and never reduced (Art. 62(2)).
 */
export const Tariff = z.strictObject({
  unitCents: z.partialRecord(z.enum(kinds).exclude(["holder"]), decimal),
  reductionBps: z.partialRecord(ApplicantClass, z.int().min(0).max(10_000)),
});
export type Tariff = z.infer<typeof Tariff>;
