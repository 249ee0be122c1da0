import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { hardhatCommand } from "../solidity/hardhatCommand.ts";

/** The test kinds of Hardhat, each of which writes what it saw under coverage/data/<kind>. */
const KINDS = ["solidity", "nodejs"] as const;

/** What the tests of the instrumented contracts reached, and the output of the kinds that failed. */
export type HitRun = { readonly hits: ReadonlyMap<number, number>; readonly failures: readonly string[] };

/**
 * Runs all contract tests of the project in `folder` and returns how often each probe was seen (per test or
 * transaction, not per pass through it). A failed test still counts what it executed; the caller reports it.
 */
export async function collectHits(
  root: string,
  folder: string,
  say: (line: string) => void,
): Promise<HitRun> {
  const hits = new Map<number, number>();
  const failures: string[] = [];
  const data = join(folder, "coverage", "data");
  await rm(data, { recursive: true, force: true });
  for (const kind of KINDS) {
    say(`running the ${kind} tests ...`);
    const { code, output } = await hardhatCommand(root, folder, ["test", kind, "--coverage"]);
    if (code !== 0) failures.push(`The ${kind} tests fail on the instrumented contracts:\n${output}`);
    await mkdir(join(data, kind), { recursive: true });
    for (const name of await readdir(join(data, kind))) {
      const seen = JSON.parse(await readFile(join(data, kind, name), "utf8")) as Record<string, number>;
      for (const [tag, count] of Object.entries(seen)) {
        const id = Number.parseInt(tag, 16);
        hits.set(id, (hits.get(id) ?? 0) + count);
      }
    }
  }
  return { hits, failures };
}
