import { spawn } from "node:child_process";
import { endWithThisProcess } from "../endWithThisProcess.ts";
import { repositoryRoot } from "../repositoryRoot.ts";

/** How a tool ended and what it said (stdout and stderr as they came). */
export type ToolResult = { readonly code: number; readonly output: string };

/**
 * Runs a JavaScript program (`node_modules/.../x.js`, or a script of ours) under this Node in `folder`.
 * Throws Error when it cannot be started; an exit code is a result, not an error.
 */
export async function runTool(
  script: string,
  args: readonly string[],
  folder: string = repositoryRoot,
): Promise<ToolResult> {
  const child = spawn(process.execPath, [script, ...args], {
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
