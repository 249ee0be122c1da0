import {
  gradientBoostedTrees,
  logisticRegression,
  marginalError,
  transferAuroc,
} from "@symbolon/synth-worker/evaluation";
import type { DpFigures, DpJob } from "./job.ts";
import { marginalFigures } from "./marginalFigures.ts";
import { readTable } from "./readTable.ts";
import { runEngine } from "./runEngine.ts";
import { splitHalves } from "./splitHalves.ts";

/** One job in this process; memory is read before the figures are computed, because those need memory of their own. */
async function measureJob(job: DpJob): Promise<DpFigures> {
  const table = readTable(job.table);
  const isTransfer = job.protocol === "transfer";
  const [train, test] = isTransfer ? splitHalves(table, job.seed) : [table, table];
  const { synthetic, ...cost } = await runEngine(
    train,
    table.levels,
    job,
    isTransfer ? table.task.target : undefined,
  );
  const measured = { ...cost, peakBytes: process.resourceUsage().maxRSS * 1024 };
  if (!isTransfer)
    return {
      ...measured,
      marginals: marginalFigures(table, (sets) => marginalError(table, synthetic, sets)),
    };
  return {
    ...measured,
    auroc: transferAuroc(synthetic, test, table.task, gradientBoostedTrees).value,
    aurocLogistic: transferAuroc(synthetic, test, table.task, logisticRegression).value,
  };
}

// Started by runJob with a job as its argument; the last line of the output is the figures.
console.log(JSON.stringify(await measureJob(JSON.parse(process.argv[2]!) as DpJob)));
