import { spawn } from "node:child_process";
import { endWithThisProcess } from "../scripts/endWithThisProcess.ts";

/**
 * Runs `script` in a fresh process with `job` as its JSON argument and gives the JSON of its last line, so that CPU time and memory are the job's
 * own. Throws Error with `name` and the end of its messages when it fails or takes longer than `limitMilliseconds` (default: no limit).
 */
export async function measureInProcess<Figures>(
  script: string,
  job: object,
  name: string,
  limitMilliseconds?: number,
): Promise<Figures> {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMilliseconds,
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
  if (end !== 0) throw new Error(`${name} ended with ${end}: ${messages.trim().slice(-600) || "no message"}`);
  return JSON.parse(output.trim().split("\n").at(-1)!) as Figures;
}
