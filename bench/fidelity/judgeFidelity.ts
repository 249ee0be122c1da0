import { fidelityBars } from "./fidelityBars.ts";
import type { FidelityFigures, FidelityJob } from "./fidelityJob.ts";

/** A job that was measured, or why it was not. */
export type FidelityRun = FidelityJob & ({ readonly figures: FidelityFigures } | { readonly failed: string });

export type FidelityBarResult = {
  readonly table: string;
  readonly what: string;
  readonly bar: string;
  readonly anchor: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
  readonly met: boolean;
};

/**
 * The bars of every table that was measured, by the mean over its seeds or, where the bar says so, by each of them. A table with a failed run meets
 * no bar.
 */
export function judgeFidelity(runs: readonly FidelityRun[]): FidelityBarResult[] {
  return fidelityBars.flatMap(({ table, figure, what, least, most, worst, anchor }) => {
    const mine = runs.filter((run) => run.table === table);
    const values = mine.flatMap((run) => ("figures" in run ? [figureOf(run.figures, figure)] : []));
    if (values.length === 0) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const judged = worst ? values : [mean];
    const met =
      values.length === mine.length &&
      judged.every((value) => value >= (least ?? -Infinity) && value <= (most ?? Infinity));
    return [
      {
        table,
        what,
        bar: [least === undefined ? "" : `>= ${least}`, most === undefined ? "" : `<= ${most}`]
          .join(" ")
          .trim(),
        anchor,
        mean,
        low: Math.min(...values),
        high: Math.max(...values),
        seeds: values.length,
        met,
      },
    ];
  });
}

function figureOf(figures: FidelityFigures, name: keyof FidelityFigures | "cpuSeconds"): number {
  return name === "cpuSeconds"
    ? figures.fitCpuSeconds + figures.sampleCpuSeconds
    : (figures[name] ?? Number.NaN);
}
