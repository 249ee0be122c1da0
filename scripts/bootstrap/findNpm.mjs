import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { SetupError } from "./SetupError.mjs";

/**
 * Finds npm. Its script is preferred over its command, because a script can be run under the Node of our choice
 * while a command may pick one for itself.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} platform
 * @returns {{ script: string } | { command: string }}
 * @throws {SetupError} E8010 when there is none
 */
export function findNpm(env, platform = process.platform) {
  const running = env.npm_execpath;
  if (running && basename(running) === "npm-cli.js" && existsSync(running)) return { script: running };
  for (const folder of (env.PATH ?? "").split(delimiter).filter((entry) => entry !== "")) {
    const beside = join(folder, "node_modules", "npm", "bin", "npm-cli.js");
    if (existsSync(beside)) return { script: beside };
    const command = join(folder, platform === "win32" ? "npm.cmd" : "npm");
    if (!existsSync(command)) continue;
    const target = realpathSync(command);
    return basename(target) === "npm-cli.js" ? { script: target } : { command };
  }
  throw new SetupError("E8010");
}
