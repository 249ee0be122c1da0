import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endWithThisProcess } from "../../scripts/endWithThisProcess.ts";
import type { FidelityFigures, FidelityJob } from "./fidelityJob.ts";

const CHILD = fileURLToPath(new URL("./measureFidelity.ts", import.meta.url));

/** Measures a job in a fresh process. Throws Error with the end of its messages when it fails. */
export async function runFidelity(job: FidelityJob): Promise<FidelityFigures> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(job)], { stdio: ["ignore", "pipe", "pipe"] });
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
    throw new Error(`${job.table} ended with ${end}: ${messages.trim().slice(-600) || "no message"}`);
  return JSON.parse(output.trim().split("\n").at(-1)!) as FidelityFigures;
}
