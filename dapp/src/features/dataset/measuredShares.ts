import type { JointModel } from "@symbolon/protocol";
import { publicValues } from "../../format/binLabel.ts";

/** A level or range: its measured share of the patients and the standard deviation of that share's noise. */
export type MeasuredShare = { readonly label: string; readonly share: number; readonly noise: number };

/** One variable of a model with the shares of its levels or ranges. */
export type MeasuredColumn = {
  readonly name: string;
  readonly label: string;
  readonly shares: readonly MeasuredShare[];
};

/**
 * What a published model's noisy 1-way tables say, in the model's order: shares of the noisy total, the mean over all 1-way tables. It is
 * post-processing of what was published, so looking costs no budget. Negative noisy counts stay negative here. A cell's noise is `coins`
 * fair coins less half of them, variance coins / 4.
 */
export function measuredShares(model: Pick<JointModel, "schema" | "tables">): MeasuredColumn[] {
  const tables = model.schema.columns.map((column, i) => ({ column, ...model.tables[i]! }));
  const sum = tables.reduce((total, { noisyCounts }) => total + noisyCounts.reduce((a, b) => a + b, 0), 0);
  const total = Math.max(1, sum / tables.length);
  return tables.map(({ column, coins, noisyCounts }) => ({
    name: column.name,
    label: column.label,
    shares: publicValues(column).map((label, cell) => ({
      label,
      share: noisyCounts[cell]! / total,
      noise: Math.sqrt(coins) / 2 / total,
    })),
  }));
}
