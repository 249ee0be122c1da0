import { tableCells } from "@symbolon/protocol";
import { coarseSize } from "../coarse/coarseSize.ts";
import { projection } from "../inference/projection.ts";
import type { PrivateModel } from "../model/privateModel.ts";

/** Counts without bias and the variance of each, in records. */
export type MeasuredTable = { readonly counts: Float64Array; readonly variances: Float64Array };

/**
 * What the release measured of the table over `columns` (ascending, coarse levels), nothing but Gaussian noise of known variance away from
 * the truth: every measured table that holds all of the columns, summed over the others, and for a single column its
 * fine 1-way counts, combined by inverse variances. null when none does. (The model's own 1-way tables are denoised,
 * hence biased, and are left out.)
 */
export function measuredTable(model: PrivateModel, columns: readonly number[]): MeasuredTable | null {
  const sizes = model.columns.map(({ map }) => coarseSize(map));
  const cells = tableCells(sizes, columns);
  const weights = new Float64Array(cells);
  const sums = new Float64Array(cells);
  const add = (counts: Float64Array, variances: Float64Array) => {
    for (let i = 0; i < cells; i++) {
      weights[i]! += 1 / variances[i]!;
      sums[i]! += counts[i]! / variances[i]!;
    }
  };
  if (columns.length === 1) {
    const { map, noisyCounts, sigma } = model.columns[columns[0]!]!;
    const counts = new Float64Array(cells);
    const variances = new Float64Array(cells);
    for (const [level, group] of map.entries()) {
      counts[group]! += noisyCounts[level]!;
      variances[group]! += sigma * sigma;
    }
    add(counts, variances);
  }
  for (const table of model.tables) {
    if (table.columns.length < 2 || !columns.every((column) => table.columns.includes(column))) continue;
    const index = projection(sizes, table.columns, columns);
    const counts = new Float64Array(cells);
    for (const [i, count] of table.counts.entries()) counts[index[i]!]! += count;
    add(counts, new Float64Array(cells).fill((table.variance * table.counts.length) / cells));
  }
  if (!(weights[0]! > 0)) return null;
  return { counts: sums.map((sum, i) => sum / weights[i]!), variances: weights.map((weight) => 1 / weight) };
}
