import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.ts";
import { standardDeviation } from "./standardDeviation.ts";
import { wassersteinOne } from "./wassersteinOne.ts";

/** One column's part of the report, without what is known from the tables of counts. */
export type ColumnFidelity = Omit<
  EvaluationReport["fidelity"]["columns"][number],
  "tvd" | "ceilingTvd" | "bars"
>;

/**
 * A column of the holdout (`real`) and of the synthetic file: Kolmogorov-Smirnov and Wasserstein distance of numbers (missing cells left
 * out, Wasserstein in standard deviations of the real ones) and the shares of missing cells. Null where a file has no numbers or the real ones
 * do not vary. Throws RangeError for columns of different kinds or without cells.
 */
export function columnFidelity(real: MixedColumn, synthetic: MixedColumn): ColumnFidelity {
  const { name, kind } = real;
  const missing = { missingReal: missingShare(real), missingSynthetic: missingShare(synthetic) };
  if (real.kind === "category" && synthetic.kind === "category")
    return { name, kind, ks: null, wasserstein: null, ...missing };
  if (real.kind === "category" || synthetic.kind === "category")
    throw new RangeError(`column ${name} is not of one kind`);
  const distance = wassersteinOne(real.values, synthetic.values);
  const unit = standardDeviation(real.values);
  return {
    name,
    kind,
    ks: kolmogorovSmirnov(real.values, synthetic.values),
    wasserstein: distance === null || unit === null ? null : distance / unit,
    ...missing,
  };
}

function missingShare(column: MixedColumn): number {
  const cells = column.kind === "number" ? column.values : column.codes;
  if (cells.length === 0) throw new RangeError(`column ${column.name} has no cells`);
  let missing = 0;
  for (const cell of cells) if (column.kind === "number" ? Number.isNaN(cell) : cell < 0) missing++;
  return missing / cells.length;
}
