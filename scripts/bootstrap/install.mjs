import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./makeFolder.mjs";
import { npmFailure } from "./npmFailure.mjs";
import { runNpm } from "./runNpm.mjs";
import { SetupError } from "./SetupError.mjs";
import { withLock } from "./withLock.mjs";

/** Inside node_modules, so that it goes when the packages go. */
const RECORD = join("node_modules", ".symbolon-lock");

/**
 * Installs the packages of package-lock.json unless exactly these are installed already. npm runs under Node 24,
 * because under an older one it silently leaves out the platform packages whose `engines` ask for a newer Node
 * (Hardhat's simulator). The record is written last: an interrupted install has none and is done again.
 *
 * @param {{ root: string, stateFolder: string, node: string, env: NodeJS.ProcessEnv, npm?: typeof runNpm }} options
 * @returns {Promise<boolean>} true when something was installed
 * @throws {SetupError} E8002, E8010, E8012, E8013
 */
export async function install({ root, stateFolder, node, env, npm = runNpm }) {
  const wanted = wantedRecord(root);
  if (installedRecord(root) === wanted) return false;
  const announce = (/** @type {{ pid: number }} */ owner) =>
    console.error(`Another set-up (process ${owner.pid}) is at work here; waiting for it ...`);
  const work = async () => {
    if (installedRecord(root) === wanted) return false;
    requireWritable(root);
    rmSync(join(root, RECORD), { force: true });
    console.error("Installing the packages of package-lock.json (once, a few minutes) ...");
    const logFolder = join(stateFolder, "logs");
    makeFolder(logFolder);
    const log = join(logFolder, "install.log");
    const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const done = await npm({ node, args, cwd: root, env });
    writeFileSync(log, done.output);
    if (done.code !== 0) throw new SetupError("E8013", { reason: npmFailure(done.output), log });
    makeFolder(join(root, "node_modules"));
    writeFileSync(join(root, RECORD), wanted);
    return true;
  };
  return await withLock(join(stateFolder, "setup.lock"), work, announce);
}

/**
 * What the record must say: hash of the lock file and the platform its native packages are for.
 *
 * @param {string} root
 */
function wantedRecord(root) {
  const path = join(root, "package-lock.json");
  if (!existsSync(path)) throw new SetupError("E8012", { path });
  const lockHash = createHash("sha256").update(readFileSync(path)).digest("hex");
  return `${JSON.stringify({ lockHash, platform: `${process.platform}-${process.arch}` })}\n`;
}

/** @param {string} root */
function installedRecord(root) {
  try {
    return readFileSync(join(root, RECORD), "utf8");
  } catch {
    return null;
  }
}

/** @param {string} root */
function requireWritable(root) {
  for (const path of [root, join(root, "node_modules")]) {
    if (path !== root && !existsSync(path)) continue;
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw new SetupError("E8002", { path, reason: error.code });
    }
  }
}
