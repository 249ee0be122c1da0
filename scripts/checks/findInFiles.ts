import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceFiles } from "./sourceFiles.ts";

/** Lines that `fault` objects to, as "path:line: reason"; files are those whose path `accepts`. */
export async function findInFiles(
  root: string,
  accepts: (path: string) => boolean,
  fault: (line: string, path: string) => string | null,
): Promise<string[]> {
  const found: string[] = [];
  for (const path of await sourceFiles(root, accepts)) {
    const lines = (await readFile(join(root, path), "utf8")).split("\n");
    for (const [index, line] of lines.entries()) {
      const reason = fault(line, path);
      if (reason !== null) found.push(`${path}:${index + 1}: ${reason}`);
    }
  }
  return found;
}
