import { findInFiles } from "./findInFiles.ts";

const ROOM_SOURCE =
  /^(protocol|gateway|synth-worker|dapp|cli|contracts)\/(?!.*(test|test-support)\/).*\.(ts|tsx|mjs)$/;
const ALLOWED = /(^|\/)environment\.ts$|\.test\.(ts|tsx|mjs)$/;
const READ = /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[|from "node:process"/;

/**
 * Reads of the environment outside the one environment.ts of a process: half-configured processes come from variables
 * that are read in the middle of the work. Comment lines do not count.
 */
export async function findEnvironmentReads(root: string): Promise<string[]> {
  return await findInFiles(
    root,
    (path) => ROOM_SOURCE.test(path) && !ALLOWED.test(path),
    (line) =>
      READ.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)
        ? "process.env is read outside environment.ts"
        : null,
  );
}
