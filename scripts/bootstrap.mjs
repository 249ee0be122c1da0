#!/usr/bin/env node
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./bootstrap/install.mjs";
import { requireNode24 } from "./bootstrap/requireNode24.mjs";
import { runChild } from "./bootstrap/runChild.mjs";
import { SetupError } from "./bootstrap/SetupError.mjs";

const USAGE = `Usage:
  node scripts/bootstrap.mjs setup                 fetch Node 24 and the packages, when they are not here yet
  node scripts/bootstrap.mjs run FILE.ts [ARG...]  the same, then run FILE.ts under Node 24`;

/**
 * The door to every npm script. Works under any Node >= 20 and depends on no package, because nothing is installed
 * yet when a newcomer walks through it. Says nothing when nothing is to do.
 *
 * @param {string[]} args command line without node and script
 * @returns {Promise<number>} exit code: that of the program run, 1 for a failed set-up, 2 for a wrong command line
 */
export async function bootstrap(args) {
  const command = parseArguments(args);
  if (command === null) {
    console.error(USAGE);
    return 2;
  }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
  const stateFolder = resolve(process.env.SYMBOLON_HOME || join(root, ".symbolon"));
  try {
    const node = await requireNode24({ root, stateFolder, env: process.env });
    await install({ root, stateFolder, node, env: process.env });
    if (command.name === "setup") return 0;
    const file = isAbsolute(command.file) ? command.file : join(root, command.file);
    if (!existsSync(file)) {
      console.error(`There is no file ${command.file}.\n${USAGE}`);
      return 2;
    }
    return await runChild({ node, args: [file, ...command.args], env: process.env });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n${error.message}\n${error.todo}`);
    return 1;
  }
}

/**
 * @param {string[]} args
 * @returns {{ name: "setup" } | { name: "run", file: string, args: string[] } | null} null for anything else
 */
export function parseArguments(args) {
  const [name, file, ...rest] = args;
  if (name === "setup" && file === undefined) return { name };
  if (name === "run" && file !== undefined) return { name, file, args: rest };
  return null;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await bootstrap(process.argv.slice(2));
}
