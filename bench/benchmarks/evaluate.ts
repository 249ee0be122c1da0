import { parseArgs } from "node:util";
import { canonicalJson, renderEvaluation } from "@symbolon/protocol";
import { evaluateMixed, nearestRecords } from "@symbolon/synth-worker/evaluation";
import type { Benchmark } from "../benchmark.ts";
import { madeUpTable } from "../evaluate/madeUpTables.ts";
import { median } from "../median.ts";

/** Bars of the evaluator: CPU seconds of 1,000 x 5,000 x 15 nearest neighbours, seconds of a whole report. */
const BARS = { nearestCpuSeconds: 0.35, reportSeconds: 60 };

/** Time and memory of the evaluator on made-up records. */
export const benchmark: Benchmark = {
  what: "the evaluator: nearest neighbours, the whole report of 20,000 x 15 (--quick: 2,000; --rows N; --runs N)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        rows: { type: "string" },
        runs: { type: "string", default: "3" },
      },
    });
    const rows = Number(values.rows ?? (values.quick ? 2000 : 20_000));
    const runs = Number(values.runs);
    if (!Number.isSafeInteger(rows) || rows < 100) throw new Error("--rows is a whole number from 100");
    if (!Number.isSafeInteger(runs) || runs < 1) throw new Error("--runs is a whole number from 1");

    const [query, reference] = [madeUpTable(1000, 1), madeUpTable(5000, 2)];
    const nearestCpuSeconds = median(
      Array.from(
        { length: runs + 1 },
        () => cpu(() => nearestRecords(query, reference, { k: 2 })).seconds,
      ).slice(1),
    );
    print(
      `nearest two of 5,000 records for 1,000, 15 columns: ${nearestCpuSeconds.toFixed(3)} CPU-s (bar ${BARS.nearestCpuSeconds})`,
    );

    const tables = {
      synthetic: madeUpTable(rows, 3),
      training: madeUpTable(rows, 4),
      holdout: madeUpTable(Math.round(rows / 2), 5),
    };
    const label = (name: string) => ({ name, sha256: `0x${"0".repeat(64)}` as const });
    const stages: Record<string, number> = {};
    let since = performance.now();
    let stage = "";
    const started = performance.now();
    const { value: report, seconds: reportCpuSeconds } = cpu(() =>
      evaluateMixed(tables, {
        labels: { synthetic: label("synthetic"), training: label("training"), holdout: label("holdout") },
        releaseClass: "unknown",
        disclosure: "exact",
        utility: { target: "event", survival: [{ time: "time", event: "event", positive: "1" }] },
        progress(what) {
          if (stage !== "") stages[`${stage}Seconds`] = (performance.now() - since) / 1000;
          [stage, since] = [what, performance.now()];
        },
      }),
    );
    const html = renderEvaluation(report);
    const reportSeconds = (performance.now() - started) / 1000;
    print(`report on ${rows} synthetic, ${rows} training, ${tables.holdout.rows} held-out records x 15:`);
    for (const [name, seconds] of Object.entries(stages))
      print(`  ${name.replace("Seconds", "").padEnd(10)} ${seconds.toFixed(1)} s`);
    print(
      `  together   ${reportSeconds.toFixed(1)} s, ${reportCpuSeconds.toFixed(1)} CPU-s (bar ${BARS.reportSeconds} s); HTML ${html.length} bytes`,
    );
    const peakMiB = process.resourceUsage().maxRSS / 1024;
    print(`peak memory ${peakMiB.toFixed(0)} MiB`);
    return {
      nearestCpuSeconds,
      nearestWithinBar: nearestCpuSeconds <= BARS.nearestCpuSeconds,
      rows,
      reportSeconds,
      reportCpuSeconds,
      reportWithinBar: reportSeconds <= BARS.reportSeconds,
      ...stages,
      jsonBytes: canonicalJson(report).length,
      htmlBytes: html.length,
      peakMiB,
    };
  },
};

function cpu<T>(work: () => T): { value: T; seconds: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}
