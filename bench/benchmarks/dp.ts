import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { judgeBars } from "../dp/bars.ts";
import type { DpJob } from "../dp/job.ts";
import { measureYardstick } from "../dp/measureYardstick.ts";
import { jobsOf, planOf } from "../dp/planJobs.ts";
import { printBars, printSummary } from "../dp/printTables.ts";
import { hasTable } from "../dp/readTable.ts";
import { runJob } from "../dp/runJob.ts";
import { type DpRun, summarise } from "../dp/summarise.ts";

/** Error, time and memory of the private engine on UCI Adult and clinical tables, against the bars of the marginal-based family. */
export const benchmark: Benchmark = {
  what: "the private engine: marginal error, TSTR, CPU time, memory (--quick; --tables, --mechanisms, --epsilons A,B; --seeds N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        tables: { type: "string" },
        mechanisms: { type: "string" },
        epsilons: { type: "string" },
        seeds: { type: "string" },
      },
    });
    const plan = planOf(values);
    const absent = plan.tables.filter((name) => !hasTable(name));
    const present = plan.tables.filter((name) => hasTable(name));
    for (const name of absent) print(`${name} is left out: its file is not in the shared data folder`);
    if (present.length === 0) throw new Error("no table to measure; see bench/README.md");
    const jobs = jobsOf({ ...plan, tables: present });
    const runs: DpRun[] = [];
    for (const [index, job] of jobs.entries()) {
      const run = await measured(job);
      runs.push(run);
      print(`${String(index + 1).padStart(4)} of ${jobs.length}  ${nameOf(job)}  ${outcome(run)}`);
    }
    const summaries = summarise(runs);
    const yardsticks = present.map((name) => measureYardstick(name, plan.seeds));
    for (const yardstick of yardsticks) printSummary(yardstick, summaries, print);
    const bars = judgeBars(summaries);
    printBars(bars, print);
    const failed = runs.filter((run) => "failed" in run).length;
    if (failed > 0) print(`\n${failed} of ${runs.length} runs failed`);
    return {
      seeds: plan.seeds.length,
      failedRuns: failed,
      tablesLeftOut: absent.join(","),
      runs: runs as unknown as Measurements[],
      summaries: summaries as unknown as Measurements[],
      yardsticks: yardsticks as unknown as Measurements[],
      bars,
    };
  },
};

async function measured(job: DpJob): Promise<DpRun> {
  try {
    return { ...job, figures: await runJob(job) };
  } catch (error) {
    return { ...job, failed: error instanceof Error ? error.message : String(error) };
  }
}

function nameOf({ table, protocol, mechanism, epsilon, seed }: DpJob): string {
  return `${table.padEnd(9)} ${protocol.padEnd(9)} ${mechanism.padEnd(11)} epsilon ${String(epsilon).padEnd(4)} seed ${seed}`;
}

function outcome(run: DpRun): string {
  if ("failed" in run) return `FAILED: ${run.failed}`;
  const { fitCpuSeconds, sampleCpuSeconds, marginals, auroc } = run.figures;
  const quality =
    marginals === undefined ? `AUROC ${auroc!.toFixed(4)}` : `3-way ${marginals.l1ThreeWaySmall.toFixed(4)}`;
  return `${quality}, ${(fitCpuSeconds + sampleCpuSeconds).toFixed(1)} CPU-s`;
}
