import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { findNpm } from "./findNpm.mjs";

/**
 * Runs npm under a given Node and collects what it says. A signal to this process ends npm first, then this process,
 * so an interrupted set-up leaves nothing running.
 *
 * @param {{ node: string, args: string[], cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, stdout: string, output: string }>} `output` is stdout and stderr as they came
 * @throws {SetupError} E8010 when npm was not found
 */
export async function runNpm({ node, args, cwd, env }) {
  const npm = findNpm(env);
  const [command, fullArgs] = "script" in npm ? [node, [npm.script, ...args]] : [npm.command, args];
  const child = spawn(command, fullArgs, {
    cwd,
    env: { ...env, PATH: `${dirname(node)}${delimiter}${env.PATH ?? ""}` },
    stdio: ["ignore", "pipe", "pipe"],
    shell: command.endsWith(".cmd"),
  });
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  let stdout = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve(exitCode ?? 1));
    });
    return { code, stdout, output };
  } finally {
    process.removeListener("SIGINT", stop).removeListener("SIGTERM", stop);
  }
}
