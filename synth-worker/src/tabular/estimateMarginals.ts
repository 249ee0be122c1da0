import type { CliqueLayout } from "./cliqueLayout.ts";
import { projectToSimplex } from "./projectToSimplex.ts";

/** Consistent estimates in patients: the total, each column's table (non-negative, summing to the total), and each pair's interaction. */
export type MarginalEstimates = {
  readonly total: number;
  readonly oneWay: readonly Float64Array[];
  /** Per pair, in layout order: the noisy table with row, column and grand means taken out. */
  readonly interactions: readonly Float64Array[];
};

/**
 * Least-squares estimates from noisy tables that overlap. With equal noise on every cell, the parts of the
 * two-way analysis of variance (grand total, main effects, interactions; e.g. Scheffe 1959, chapter 4) are
 * orthogonal, so each is estimated alone, and each by weighting its copies with their inverse variances:
 * a table of k cells gives the total with variance proportional to k; a column's effects come from its own
 * table with variance 1 per cell and from the margin of a pair with b columns across with variance b; an
 * interaction has one copy. Counts below zero are noise: each 1-way table is then projected on the non-negative
 * tables with the estimated total.
 */
export function estimateMarginals(layout: CliqueLayout, noisyCounts: readonly number[]): MarginalEstimates {
  let weightedTotal = 0;
  let totalWeight = 0;
  const effects = new Map<number, { sum: Float64Array; weight: number }>();
  const addEffect = (column: number, table: Float64Array, weight: number) => {
    const mean = table.reduce((a, b) => a + b, 0) / table.length;
    const entry = effects.get(column) ?? { sum: new Float64Array(table.length), weight: 0 };
    for (let i = 0; i < table.length; i++) entry.sum[i]! += weight * (table[i]! - mean);
    entry.weight += weight;
    effects.set(column, entry);
  };

  const interactions: Float64Array[] = [];
  for (const { columns, shape, offset, size } of layout.cliques) {
    const table = Float64Array.from(noisyCounts.slice(offset, offset + size));
    const sum = table.reduce((a, b) => a + b, 0);
    weightedTotal += sum / size;
    totalWeight += 1 / size;
    if (columns.length === 1) {
      addEffect(columns[0]!, table, 1);
      continue;
    }
    const [rows, across] = shape as [number, number];
    const rowSums = new Float64Array(rows);
    const columnSums = new Float64Array(across);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < across; j++) {
        rowSums[i]! += table[i * across + j]!;
        columnSums[j]! += table[i * across + j]!;
      }
    }
    addEffect(columns[0]!, rowSums, 1 / across);
    addEffect(columns[1]!, columnSums, 1 / rows);
    interactions.push(
      table.map(
        (value, cell) =>
          value -
          rowSums[(cell - (cell % across)) / across]! / across -
          columnSums[cell % across]! / rows +
          sum / size,
      ),
    );
  }

  // At least one patient: with an empty table and unlucky noise the total could come out below zero.
  const total = Math.max(1, weightedTotal / totalWeight);
  const columns = [...effects.keys()].sort((a, b) => a - b);
  const oneWay = columns.map((column) => {
    const { sum, weight } = effects.get(column)!;
    return projectToSimplex(
      sum.map((value) => value / weight + total / sum.length),
      total,
    );
  });
  return { total, oneWay, interactions };
}
