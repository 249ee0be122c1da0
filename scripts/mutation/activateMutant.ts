import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIVE_PLACEHOLDER } from "./mutantLibrary.ts";

/** Compiled files with a place for the number of the active mutant, as they were compiled. */
export type Switchboard = ReadonlyMap<string, string>;

/** Finds every artifact under `folder` that can hold an active mutant; contracts and tests alike. */
export function findSwitchboard(folder: string): Switchboard {
  const board = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json") || entry.parentPath.endsWith("build-info")) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    if (text.includes(ACTIVE_PLACEHOLDER)) board.set(path, text);
  }
  return board;
}

/** Writes the artifacts with mutant `id` active; 0 makes them as they were compiled, with none active. */
export function activateMutant(board: Switchboard, id: number): void {
  const word = id === 0 ? ACTIVE_PLACEHOLDER : id.toString(16).padStart(ACTIVE_PLACEHOLDER.length, "0");
  for (const [path, text] of board) writeFileSync(path, text.replaceAll(ACTIVE_PLACEHOLDER, word));
}
