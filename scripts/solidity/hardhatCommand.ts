import { spawn } from "node:child_process";
import { join } from "node:path";
import { endWithThisProcess } from "../endWithThisProcess.ts";

/** Runs Hardhat's command line in `folder` with the packages of `root`; returns exit code and output. */
export async function hardhatCommand(
  root: string,
  folder: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const cli = join(root, "node_modules/hardhat/dist/src/cli.js");
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" },
  });
  endWithThisProcess(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output };
}
