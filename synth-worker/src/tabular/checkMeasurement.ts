import { type Model, SymbolonError } from "@symbolon/protocol";
import type { CliqueLayout } from "./cliqueLayout.ts";

/** The fields of a model that a fit reads. */
export type Measurement = Pick<
  Model,
  "schema" | "workload" | "varianceNum" | "varianceDen" | "noiseFactorNum" | "noiseFactorDen" | "noisyCounts"
>;

/**
 * Checks that a model's counts are the layout's and gives the noise variance of every opened cell, in squared patients. Throws E1006 when
 * counts and layout differ in length, a count is no whole number, or the variance is not positive.
 */
export function checkMeasurement(model: Measurement, layout: CliqueLayout): { cellVariance: number } {
  const cellVariance =
    (Number(model.varianceNum) / Number(model.varianceDen)) * (model.noiseFactorNum / model.noiseFactorDen);
  const reason =
    model.noisyCounts.length !== layout.length
      ? `it has ${model.noisyCounts.length} counts, the layout has ${layout.length} cells`
      : !model.noisyCounts.every(Number.isSafeInteger)
        ? "a count is not a whole number"
        : !(cellVariance > 0 && cellVariance < Number.POSITIVE_INFINITY)
          ? "the noise variance is not positive"
          : undefined;
  if (reason !== undefined) throw new SymbolonError("E1006", { document: "model", reason });
  return { cellVariance };
}
