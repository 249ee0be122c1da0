import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generators } from "../generate/generators.ts";
import { repositoryRoot } from "../repositoryRoot.ts";
import { runTool } from "./runTool.ts";

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";

type Snapshot = ReadonlyMap<string, string>;

/**
 * Runs the generators and names the committed files that come out different, were missing or are no longer made.
 * Afterwards the files are as they were, unless `keep`: then the new ones stay.
 */
export async function findStaleGenerated(keep: boolean): Promise<string[]> {
  // Compiling takes minutes and the generators then seconds: the files are out of their place only for these.
  const build = await runTool(HARDHAT, ["build", "--no-tests", "--quiet"]);
  if (build.code !== 0) return [`the contracts do not compile:\n${build.output.trim()}`];
  const outputs = generators.flatMap((generator) => generator.outputs);
  const before = await snapshot(outputs);
  const failures: string[] = [];
  for (const { script } of generators) {
    const { code, output } = await runTool(script, []);
    if (code !== 0) failures.push(`${script} failed:\n${output.trim()}`);
  }
  const after = await snapshot(outputs);
  const stale = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
  if (keep && failures.length === 0) return [];
  await restore(before, stale);
  return [...failures, ...stale.map((path) => `${path} is not what the generators write`)];
}

async function snapshot(outputs: readonly string[]): Promise<Snapshot> {
  const files = new Map<string, string>();
  for (const output of outputs) {
    const info = await stat(join(repositoryRoot, output)).catch(() => null);
    if (info === null) continue;
    const names = info.isDirectory() ? await readdir(join(repositoryRoot, output)) : [""];
    for (const name of names) {
      const path = name === "" ? output : `${output}/${name}`;
      files.set(path, await readFile(join(repositoryRoot, path), "utf8"));
    }
  }
  return files;
}

async function restore(before: Snapshot, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const file = join(repositoryRoot, path);
    const text = before.get(path);
    if (text === undefined) {
      await rm(file, { force: true });
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
