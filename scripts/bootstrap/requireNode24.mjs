import { execFile } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./makeFolder.mjs";
import { npmFailure } from "./npmFailure.mjs";
import { runNpm } from "./runNpm.mjs";
import { SetupError } from "./SetupError.mjs";
import { withLock } from "./withLock.mjs";

/** Runs .ts files without flags and meets Hardhat's need for >= 22. */
const MIN_MAJOR = 24;

/**
 * Path of a Node >= 24: the one that runs this, else the remembered one if it is still there, else the npm package
 * `node`, fetched by npm into npm's own cache and remembered in `node.json`.
 *
 * @param {{ root: string, stateFolder: string, env: NodeJS.ProcessEnv, current?: { path: string, version: string } }} options
 * @returns {Promise<string>}
 * @throws {SetupError} E8002, E8010, E8011
 */
export async function requireNode24({
  root,
  stateFolder,
  env,
  current = { path: process.execPath, version: process.version },
}) {
  if (majorOf(current.version) >= MIN_MAJOR) return current.path;
  const memory = join(stateFolder, "node.json");
  const remembered = await readMemory(memory);
  if (remembered !== null) return remembered;
  return await withLock(join(stateFolder, "setup.lock"), async () => {
    const meanwhile = await readMemory(memory);
    if (meanwhile !== null) return meanwhile;
    console.error(
      `This is Node.js ${current.version}; fetching Node.js ${MIN_MAJOR} from the npm registry (once) ...`,
    );
    const fetched = await runNpm({
      node: current.path,
      args: ["exec", "--yes", `--package=node@${MIN_MAJOR}`, "--", "node", "--print", "process.execPath"],
      cwd: root,
      env,
    });
    const path = fetched.stdout.trim().split("\n").at(-1)?.trim() ?? "";
    if (fetched.code !== 0) throw new SetupError("E8011", { reason: npmFailure(fetched.output) });
    const version = await versionOf(path);
    if (version === null || majorOf(version) < MIN_MAJOR)
      throw new SetupError("E8011", {
        reason: `the package gave ${version ?? "a program that does not run here"}`,
      });
    makeFolder(stateFolder);
    const draft = `${memory}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify({ path, version })}\n`);
    renameSync(draft, memory);
    return path;
  });
}

/**
 * @param {string} version with or without v
 * @returns {number}
 */
export function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);
}

/**
 * @param {string} memory
 * @returns {Promise<string | null>} null when nothing usable is remembered
 */
async function readMemory(memory) {
  try {
    const { path } = JSON.parse(readFileSync(memory, "utf8"));
    const version = typeof path === "string" ? await versionOf(path) : null;
    return version !== null && majorOf(version) >= MIN_MAJOR ? path : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @returns {Promise<string | null>} null when it cannot be run
 */
function versionOf(path) {
  return new Promise((resolve) => {
    execFile(path, ["--version"], (error, stdout) => resolve(error ? null : stdout.trim()));
  });
}
