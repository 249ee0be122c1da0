import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import type { NoisyTable } from "../../privacy/privateTable.ts";

/** A part of the model whose form is known beforehand: measured for itself, and taken as the start from which the rest is fitted. It has
 * heard what the single columns say: they are held at its margins from then on. */
export type Foundation = {
  /** Share of the whole budget, in (0, 1), set aside for it; never more. */
  readonly share: number;
  /** Its columns, ascending. They keep their fine levels, and no table inside them is chosen again. */
  readonly columns: readonly number[];
  /**
   * Measures with `picoRho` at most and gives P(columns), row-major over their fine levels, nothing negative, sum 1, and the variance that noise leaves
   * in a cell's count. `fine`: denoised 1-way counts of all columns, `oneWays`: the same
   * as they were measured, `total`: estimated number of records.
   */
  readonly build: (given: {
    readonly table: NoisyCounts;
    readonly picoRho: bigint;
    readonly fine: readonly Float64Array[];
    readonly oneWays: readonly NoisyTable[];
    readonly total: number;
  }) => Promise<{ readonly shares: Float64Array; readonly variance: number }>;
};
