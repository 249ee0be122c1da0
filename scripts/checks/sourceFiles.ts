import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Folders that hold nothing a person wrote. Paths from the root, or bare names that mean any depth. */
const IGNORED = new Set([
  ".git",
  ".symbolon",
  "node_modules",
  "artifacts",
  "cache",
  "coverage",
  "dist",
  "generated",
  "subgraph/build",
]);

/** Files under `root` that people write and whose name `accepts`, as sorted paths from `root` with forward slashes. */
export async function sourceFiles(root: string, accepts: (path: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (IGNORED.has(entry.name) || IGNORED.has(path)) continue;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && accepts(path)) found.push(path);
    }
  }
  return found.sort();
}
