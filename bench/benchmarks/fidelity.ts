import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { type FidelityRun, judgeFidelity } from "../fidelity/judgeFidelity.ts";
import { measureCalibration } from "../fidelity/measureCalibration.ts";
import { planFidelity } from "../fidelity/planFidelity.ts";
import { hasMixedTable } from "../fidelity/readMixedTable.ts";
import { runFidelity } from "../fidelity/runFidelity.ts";

/** Fidelity, utility and attack success of the high-fidelity engine (not differentially private) against the bars of synth.md 2.5. */
export const benchmark: Benchmark = {
  what: "the high-fidelity engine, NOT differentially private: accuracy, two-sample AUC, TSTR, Cox, membership attack (--quick; --tables A,B; --seeds N; --leaf N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        tables: { type: "string" },
        seeds: { type: "string" },
        leaf: { type: "string" },
      },
    });
    const jobs = planFidelity(values);
    const names = [...new Set(jobs.map(({ table }) => table))];
    const absent = names.filter((name) => !hasMixedTable(name));
    for (const name of absent) print(`${name} is left out: its file is not in the shared data folder`);
    const present = jobs.filter(({ table }) => !absent.includes(table));
    if (present.length === 0) throw new Error("no table to measure; see bench/README.md");
    print("the engine gives NO differential privacy; what it gives away is measured by attack");
    const runs: FidelityRun[] = [];
    for (const job of present) {
      const run = await measured(job);
      runs.push(run);
      print(line(run));
    }
    const calibrations = names
      .filter((name) => !absent.includes(name))
      .map((table) => ({ table, ...measureCalibration(table, 0) }));
    print("");
    for (const calibration of calibrations)
      print(
        `${calibration.table.padEnd(10)} calibrated leaf, seed 0: ${calibration.kind === "calibrated" ? calibration.leaf : "REFUSED"}; ${calibration.tried
          .map(
            ({ leaf, aucHigh, tprAt1PercentFpr }) =>
              `${leaf}: AUC up to ${aucHigh.toFixed(3)}, TPR ${tprAt1PercentFpr.toFixed(3)}`,
          )
          .join("; ")}`,
      );
    const bars = judgeFidelity(runs);
    print(`\n${"means over the seeds against the bars".padEnd(50)} ${"mean".padStart(9)}   least to most`);
    for (const { table, what, mean, low, high, bar, met, anchor } of bars)
      print(
        `${table.padEnd(10)} ${what.padEnd(39)} ${short(mean).padStart(9)}   ${short(low)} to ${short(high)}   ${bar} ${met ? "met" : "MISSED"}  (${anchor})`,
      );
    return {
      seeds: new Set(jobs.map(({ seed }) => seed)).size,
      leaf: jobs[0]!.leaf,
      failedRuns: runs.filter((run) => "failed" in run).length,
      tablesLeftOut: absent.join(","),
      runs: runs as unknown as Measurements[],
      calibrations: calibrations as unknown as Measurements[],
      bars: bars as unknown as Measurements[],
    };
  },
};

async function measured(job: FidelityRun | Parameters<typeof runFidelity>[0]): Promise<FidelityRun> {
  try {
    return { ...job, figures: await runFidelity(job) };
  } catch (error) {
    return { ...job, failed: error instanceof Error ? error.message : String(error) };
  }
}

function line(run: FidelityRun): string {
  const name = `${run.table.padEnd(10)} seed ${run.seed} leaf ${run.leaf} `;
  if ("failed" in run) return `${name} FAILED: ${run.failed}`;
  const f = run.figures;
  const parts = [
    `accuracy ${short(f.accuracyUnivariate)} ${short(f.accuracyBivariate)} (another half ${short(f.ceilingBivariate)})`,
    `two-sample ${short(f.c2stAuc)}`,
    `AUROC ${short(f.auroc)} (real ${short(f.aurocReal)})`,
    `membership ${short(f.membershipAuc)}, TPR ${short(f.tprAt1PercentFpr)}`,
    `${short(f.fitCpuSeconds + f.sampleCpuSeconds)} CPU-s, ${(f.peakBytes / 1e6).toFixed(0)} MB`,
  ];
  return name + parts.join(", ");
}

function short(value: number): string {
  return value < 100 ? value.toFixed(4) : value.toExponential(2);
}
