import { median } from "../median.ts";
import type { DpFigures, DpJob, Mechanism, Protocol } from "./job.ts";

/** A job that was measured, or why it was not. */
export type DpRun = DpJob & ({ readonly figures: DpFigures } | { readonly failed: string });

/** Mean, median and the greatest of one number over the seeds. */
export type Spread = { readonly mean: number; readonly median: number; readonly max: number };

/**
 * What one mechanism does to one table at one epsilon, over the seeds that were measured; `failed` others were not.
 * `figures` by name, with units in the names; none when every seed failed.
 */
export type DpSummary = {
  readonly table: string;
  readonly protocol: Protocol;
  readonly mechanism: Mechanism;
  readonly epsilon: number;
  readonly seeds: number;
  readonly failed: number;
  readonly figures: Readonly<Record<string, Spread>>;
};

/** Runs that differ only in their seed, put together in the order they first come. */
export function summarise(runs: readonly DpRun[]): DpSummary[] {
  const groups = Map.groupBy(runs, ({ table, protocol, mechanism, epsilon }) =>
    JSON.stringify([table, protocol, mechanism, epsilon]),
  );
  return [...groups.values()].map((group) => {
    const { table, protocol, mechanism, epsilon } = group[0]!;
    const numbers = group.flatMap((run) => ("figures" in run ? [numbersOf(run.figures)] : []));
    const names = Object.keys(numbers[0] ?? {});
    return {
      table,
      protocol,
      mechanism,
      epsilon,
      seeds: numbers.length,
      failed: group.length - numbers.length,
      figures: Object.fromEntries(
        names.map((name) => {
          const values = numbers.map((each) => each[name]!);
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          return [name, { mean, median: median(values), max: Math.max(...values) }];
        }),
      ),
    };
  });
}

/** Every number of a run by its name, and the CPU time of fit and sample together. */
function numbersOf(figures: DpFigures): Record<string, number> {
  const { marginals, ...others } = figures;
  return {
    ...marginals,
    ...others,
    cpuSeconds: figures.fitCpuSeconds + figures.sampleCpuSeconds,
  };
}
