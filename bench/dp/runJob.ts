import { fileURLToPath } from "node:url";
import { measureInProcess } from "../measureInProcess.ts";
import type { DpFigures, DpJob } from "./job.ts";

const CHILD = fileURLToPath(new URL("./measureJob.ts", import.meta.url));
/** An AIM fit of Python's reference takes 10 to 12 minutes; one that takes longer than this has failed. */
const LIMIT_MILLISECONDS = 30 * 60_000;

/** Measures a job in a fresh process. Throws Error with the end of its messages when it fails or takes half an hour. */
export async function runJob(job: DpJob): Promise<DpFigures> {
  const name = `${job.mechanism} on ${job.table}`;
  return await measureInProcess<DpFigures>(CHILD, job, name, LIMIT_MILLISECONDS);
}
