import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { hardhatCommand } from "../solidity/hardhatCommand.ts";

/** The test kinds of Hardhat, each of which writes what it saw under coverage/data/<kind>. */
const KINDS = ["solidity", "nodejs"] as const;

/** A kind of tests that did not pass on the instrumented contracts. */
export type FailedKind = {
  readonly kind: string;
  readonly output: string;
  /** False when nothing was executed at all, e.g. because it did not compile. */
  readonly ran: boolean;
};

/** What the tests of the instrumented contracts reached: probe to number of tests and transactions. */
export type HitRun = {
  readonly hits: ReadonlyMap<number, number>;
  readonly failed: readonly FailedKind[];
};

/**
 * Runs all contract tests of the project in `folder` and returns how often each probe was seen (per test or
 * transaction, not per pass through it). A failed test counts what it executed before: it can hide coverage, never add
 * any. Tests of gas bounds do fail, because probes and the missing optimiser cost gas.
 */
export async function collectHits(
  root: string,
  folder: string,
  say: (line: string) => void,
): Promise<HitRun> {
  const hits = new Map<number, number>();
  const failed: FailedKind[] = [];
  const data = join(folder, "coverage", "data");
  await rm(data, { recursive: true, force: true });
  for (const kind of KINDS) {
    say(`running the ${kind} tests ...`);
    const { code, output } = await hardhatCommand(root, folder, ["test", kind, "--coverage"]);
    await mkdir(join(data, kind), { recursive: true });
    const names = await readdir(join(data, kind));
    if (code !== 0) failed.push({ kind, output, ran: names.length > 0 });
    for (const name of names) {
      const seen = JSON.parse(await readFile(join(data, kind, name), "utf8")) as Record<string, number>;
      for (const [tag, count] of Object.entries(seen)) {
        const id = Number.parseInt(tag, 16);
        hits.set(id, (hits.get(id) ?? 0) + count);
      }
    }
  }
  return { hits, failed };
}
