import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceFiles } from "./sourceFiles.ts";

/** Most lines a source file may have; above 300 its author thinks again. */
const MAX_LINES = 500;
/** GraphQL schemas are left out: graph-cli and the server take one document each, grouped by noun inside. */
const SOURCE = /\.(ts|tsx|mjs|sol|css)$/;

/** Source files (not generated ones) above the size budget. */
export async function findLongFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of await sourceFiles(root, (name) => SOURCE.test(name))) {
    const lines = (await readFile(join(root, path), "utf8")).trimEnd().split("\n").length;
    if (lines > MAX_LINES) found.push(`${path}: ${lines} lines, at most ${MAX_LINES}`);
  }
  return found;
}
