import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import type { DpFigures, DpJob } from "./job.ts";

const CHILD = fileURLToPath(new URL("./measureJob.ts", import.meta.url));
/** An AIM fit of Python's reference takes 10 to 12 minutes; one that takes longer than this has failed. */
const LIMIT_MILLISECONDS = 30 * 60_000;

/** Measures a job in a fresh process. Throws Error with the end of its messages when it fails or takes half an hour. */
export async function runJob(job: DpJob): Promise<DpFigures> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LIMIT_MILLISECONDS,
  });
  endWithThisProcess(child);
  let output = "";
  let messages = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    messages += text;
  });
  const end = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
  if (end !== 0)
    throw new Error(
      `${job.mechanism} on ${job.table} ended with ${end}: ${messages.trim().slice(-600) || "no message"}`,
    );
  return JSON.parse(output.trim().split("\n").at(-1)!) as DpFigures;
}
