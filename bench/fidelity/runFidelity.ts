import { fileURLToPath } from "node:url";
import { measureInProcess } from "../measureInProcess.ts";
import type { FidelityFigures, FidelityJob } from "./fidelityJob.ts";

const CHILD = fileURLToPath(new URL("./measureFidelity.ts", import.meta.url));

/** Measures a job in a fresh process. Throws Error with the end of its messages when it fails. */
export async function runFidelity(job: FidelityJob): Promise<FidelityFigures> {
  return await measureInProcess<FidelityFigures>(CHILD, job, job.table);
}
