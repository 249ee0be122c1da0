import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceFiles } from "../checks/sourceFiles.ts";
import { SourceText } from "./sourceText.ts";

/** Every Solidity file of the product under `root`, as `contracts/src/...`, sorted. */
export async function contractSources(root: string): Promise<SourceText[]> {
  const paths = await sourceFiles(root, (path) => /^contracts\/src\/.*\.sol$/.test(path));
  return await Promise.all(
    paths.map(async (path) => new SourceText(path, await readFile(join(root, path), "utf8"))),
  );
}
