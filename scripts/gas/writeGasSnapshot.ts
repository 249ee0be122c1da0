import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { GasByOperation } from "./snapshot.ts";

/** Writes a snapshot with its operations sorted, so that a difference in git is a difference in gas. */
export async function writeGasSnapshot(path: string, gas: GasByOperation): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(gas).sort(([a], [b]) => (a < b ? -1 : 1)));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(sorted, null, 2)}\n`);
}
