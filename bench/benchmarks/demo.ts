import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { median } from "../median.ts";

/** The part of the demo's last line that is measured. */
type Report = {
  readonly ok: boolean;
  readonly failed?: string;
  readonly steps: readonly { readonly name: string; readonly ms: number; readonly gas?: number }[];
  readonly outputs?: { readonly deployGas?: number } | null;
};

/** Time and gas of each step of the main flow: median over `--runs` demos, each in a fresh stack of processes. */
export const benchmark: Benchmark = {
  what: "time and gas of each step of npm run demo -- --once (--runs N, default 1)",
  async run(args, print) {
    const { values } = parseArgs({ args: [...args], options: { runs: { type: "string", default: "1" } } });
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs is a whole number from 1");
    const reports: Report[] = [];
    const totals: number[] = [];
    for (let run = 1; run <= runs; run++) {
      const startMs = performance.now();
      reports.push(await playDemo());
      totals.push((performance.now() - startMs) / 1000);
      print(`run ${run} of ${runs}: ${totals.at(-1)!.toFixed(1)} s from start to end`);
    }
    const steps = stepMedians(reports);
    print(`\n${"step".padEnd(24)} ${"seconds".padStart(8)} ${"gas".padStart(12)}`);
    for (const { name, seconds, gas } of steps)
      print(
        `${name.padEnd(24)} ${seconds.toFixed(2).padStart(8)} ${(gas?.toLocaleString("en") ?? "").padStart(12)}`,
      );
    const flowSeconds = median(
      reports.map((report) => report.steps.reduce((sum, { ms }) => sum + ms, 0) / 1000),
    );
    const gas = steps.reduce((sum, step) => sum + (step.gas ?? 0), 0);
    print(
      `${"main flow".padEnd(24)} ${flowSeconds.toFixed(2).padStart(8)} ${gas.toLocaleString("en").padStart(12)}`,
    );
    const deployGas = reports[0]?.outputs?.deployGas;
    return {
      runs,
      steps: steps.map(
        (step): Measurements => ({ name: step.name, seconds: step.seconds, ...gasOf(step.gas) }),
      ),
      flowSeconds,
      flowGas: gas,
      totalSeconds: median(totals),
      ...(deployGas === undefined ? {} : { deployGas }),
    };
  },
};

type StepMedian = { readonly name: string; readonly seconds: number; readonly gas: number | undefined };

/** Medians per step name, in the order of the first run. Throws Error when runs have different steps. */
function stepMedians(reports: readonly Report[]): StepMedian[] {
  const names = reports[0]?.steps.map(({ name }) => name) ?? [];
  return names.map((name) => {
    const steps = reports.map((report) => {
      const step = report.steps.find((each) => each.name === name);
      if (step === undefined) throw new Error(`one run has no step ${name}`);
      return step;
    });
    const gas = steps.map((step) => step.gas).filter((value) => value !== undefined);
    return {
      name,
      seconds: median(steps.map(({ ms }) => ms)) / 1000,
      gas: gas.length === 0 ? undefined : median(gas),
    };
  });
}

function gasOf(gas: number | undefined): { gas?: number } {
  return gas === undefined ? {} : { gas };
}

/** One `demo -- --once --json` as a child. Throws Error with the failing step when the flow did not pass. */
async function playDemo(): Promise<Report> {
  const child = spawn(process.execPath, ["scripts/demo/main.ts", "--once", "--json"], {
    cwd: repositoryRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThisProcess(child);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  const lastLine = output.trim().split("\n").at(-1) ?? "";
  const report = parseReport(lastLine);
  if (report === null)
    throw new Error(`the demo's last line is no report (exit code ${code}): ${lastLine.slice(0, 200)}`);
  if (code !== 0 || !report.ok) throw new Error(`the demo failed at ${report.failed ?? "an unnamed step"}`);
  return report;
}

function parseReport(text: string): Report | null {
  try {
    const report = JSON.parse(text) as Report;
    const isStep = (step: Report["steps"][number]) =>
      typeof step.name === "string" && Number.isFinite(step.ms);
    return typeof report.ok === "boolean" && report.steps.every(isStep) ? report : null;
  } catch {
    return null;
  }
}
