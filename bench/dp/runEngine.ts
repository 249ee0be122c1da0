import type { EncodedTable } from "@symbolon/synth-worker/evaluation";
import { memoryCountSource } from "@symbolon/synth-worker/memory-count-source";
import { type ColumnLevels, fitPrivate, sampleModel } from "@symbolon/synth-worker/synthesis";
import type { DpJob } from "./job.ts";
import { seededBytes } from "./seededBytes.ts";

/** The private engine as the benchmark calls it: the one place that knows its entry points. */
export type EngineRun = {
  readonly synthetic: EncodedTable;
  readonly fitCpuSeconds: number;
  readonly fitWallSeconds: number;
  readonly sampleCpuSeconds: number;
  readonly sampleWallSeconds: number;
};

/** Fits `job.mechanism` to the table and draws as many rows as it has. `target` tells the engine what the rows are for. */
export async function runEngine(
  table: EncodedTable,
  levels: readonly ColumnLevels[],
  job: Pick<DpJob, "mechanism" | "epsilon" | "delta" | "seed">,
  target?: number,
): Promise<EngineRun> {
  const { mechanism, epsilon, delta, seed } = job;
  const fit = await timed(() =>
    fitPrivate(memoryCountSource(table), {
      epsilon,
      delta,
      mechanism,
      levels,
      entropy: { ...seededBytes(seed, "noise"), guarantee: false },
      ...(target === undefined ? {} : { target }),
    }),
  );
  const sample = await timed(() =>
    sampleModel(fit.value.model, { rows: table.rows, seed: seededBytes(seed, "rows").bytes(32) }),
  );
  return {
    synthetic: sample.value,
    fitCpuSeconds: fit.cpuSeconds,
    fitWallSeconds: fit.wallSeconds,
    sampleCpuSeconds: sample.cpuSeconds,
    sampleWallSeconds: sample.wallSeconds,
  };
}

async function timed<T>(
  act: () => T | Promise<T>,
): Promise<{ value: T; cpuSeconds: number; wallSeconds: number }> {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const value = await act();
  const { user, system } = process.cpuUsage(cpu);
  return { value, cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - startMs) / 1000 };
}
