import { readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { SymbolonError } from "@symbolon/protocol";

/** Paths of all files below a folder, with /, sorted. Throws E1005 for a folder that cannot be read. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort();
  } catch (cause) {
    throw new SymbolonError("E1005", { file: basename(folder), reason: (cause as Error).message }, { cause });
  }
}
