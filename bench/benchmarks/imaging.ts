import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Benchmark, Measurements } from "../benchmark.ts";
import { hasImages } from "../imaging/imageSets.ts";
import { type ImagingRun, imagingBars } from "../imaging/imagingBars.ts";
import type { ImagingFigures, ImagingJob } from "../imaging/imagingFigures.ts";
import { measureInProcess } from "../measureInProcess.ts";

const CHILD = fileURLToPath(new URL("../imaging/measureImaging.ts", import.meta.url));

/** Both image engines, the copy gate and their time on digits of 8 x 8 and slices of 64 x 64, against the bars of issue 10. */
export const benchmark: Benchmark = {
  what: "image engines: TSTR, kernel distance, diversity, copy gate, time (--quick; --parts A,B; --seeds N; --sheets FOLDER)",
  async run(args, print) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean", default: false },
        parts: { type: "string", default: "digits-private,digits-joint,digits-flow,head-flow" },
        seeds: { type: "string" },
        sheets: { type: "string" },
      },
    });
    const seeds = Number(values.seeds ?? (values.quick ? 1 : 3));
    const shared = { quick: values.quick, sheets: values.sheets ?? null };
    const jobs = values.parts.split(",").flatMap((part): ImagingJob[] => {
      if (part === "digits-private")
        return [1, 10].flatMap((epsilon) =>
          Array.from({ length: seeds }, (_, seed) => ({ part, epsilon, seed, ...shared })),
        );
      if (part === "digits-joint") return [{ part, epsilon: 1, seed: 0, ...shared }];
      if (part !== "digits-flow" && part !== "head-flow") throw new Error(`there is no part ${part}`);
      return [{ part, epsilon: null, seed: 0, ...shared }];
    });
    const present = jobs.filter(({ part }) => hasImages(part === "head-flow" ? "head" : "digits"));
    if (present.length < jobs.length)
      print("parts are left out whose images are not in the shared data folder");
    if (present.length === 0) throw new Error("no images to measure; see bench/README.md");
    print(
      "flows give NO differential privacy; digits have no patients, the head is one person: no claim about patients",
    );
    const runs: ImagingRun[] = [];
    for (const job of present) {
      const name = `${job.part}${job.epsilon === null ? "" : ` epsilon ${job.epsilon}`} seed ${job.seed}`;
      const run = await measured(job, name);
      runs.push(run);
      print("failed" in run ? `${name} FAILED: ${run.failed}` : `${name}: ${line(run.figures)}`);
    }
    const bars = imagingBars(runs);
    print(`\n${"bar".padEnd(44)} ${"value".padStart(9)}`);
    for (const { what, bar, value, met, beside, anchor } of bars)
      print(
        `${what.padEnd(44)} ${short(value).padStart(9)}   ${bar} ${met ? "met" : "MISSED"}   (${beside}; ${anchor})`,
      );
    return { runs: runs as unknown as Measurements[], bars: bars as unknown as Measurements[] };
  },
};

async function measured(job: ImagingJob, name: string): Promise<ImagingRun> {
  try {
    return { ...job, figures: await measureInProcess<ImagingFigures>(CHILD, job, name) };
  } catch (error) {
    return { ...job, failed: error instanceof Error ? error.message : String(error) };
  }
}

function line(figures: ImagingFigures): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${short(value)}`)
    .join(", ");
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
