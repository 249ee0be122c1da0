import type { Hex } from "../../content/hex.ts";
import { SymbolonError } from "../../errors/SymbolonError.ts";
import type { ApplicantClass } from "./applicationParts.ts";
import type { CostLine, CostQuote } from "./costQuote.ts";
import type { CostKind, Tariff } from "./tariff.ts";

/** What is to be done for an application, and what its holders estimated (Art. 62(2)). */
export type CostedWork = {
  readonly work: readonly { readonly kind: Exclude<CostKind, "holder">; readonly units: number }[];
  readonly holderEstimates: readonly { readonly datasetId: string; readonly cents: bigint }[];
};

/**
 * The quote that a tariff gives for work. It looks at the class of the applicant and never at who it is, so equal requests of one class cost
 * the same (Art. 62(3)). Reduced lines are rounded up to whole cents. Throws E1006 for work that the tariff has no price for.
 */
export function quoteCosts(
  tariff: Tariff,
  options: {
    readonly applicationHash: Hex;
    readonly country: string;
    readonly applicantClass: ApplicantClass;
  } & CostedWork,
): CostQuote {
  const { applicationHash, country, applicantClass, work, holderEstimates } = options;
  const keptBps = 10_000n - BigInt(tariff.reductionBps[applicantClass] ?? 0);
  const lines: CostLine[] = work.map(({ kind, units }) => {
    const unitCents = tariff.unitCents[kind];
    if (unitCents === undefined)
      throw new SymbolonError("E1006", {
        document: "cost quote",
        reason: `the tariff has no price for ${kind}`,
      });
    const cents = BigInt(unitCents) * BigInt(units) * keptBps;
    return { kind, datasetId: null, units, totalCents: ((cents + 9_999n) / 10_000n).toString() };
  });
  for (const { datasetId, cents } of holderEstimates)
    lines.push({ kind: "holder", datasetId, units: 1, totalCents: cents.toString() });
  const total = lines.reduce((sum, line) => sum + BigInt(line.totalCents), 0n);
  return { format: "symbolon-cost-quote/1", applicationHash, country, lines, totalCents: total.toString() };
}
