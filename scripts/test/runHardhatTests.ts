import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWithThisProcess } from "../endWithThisProcess.ts";
import { repositoryRoot } from "../repositoryRoot.ts";
import type { Totals } from "./totals.ts";

/** Runs contracts/test (Solidity and flows) and returns the counts; a run that could not count is one failure. */
export async function runHardhatTests(): Promise<Totals> {
  const scratch = await mkdtemp(join(tmpdir(), "symbolon-test-"));
  const totalsFile = join(scratch, "totals.json");
  try {
    const child = spawn(process.execPath, ["scripts/test/hardhatTests.ts", totalsFile], {
      cwd: repositoryRoot,
      stdio: ["ignore", "inherit", "inherit"],
    });
    endWithThisProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", () => resolve());
    });
    const text = await readFile(totalsFile, "utf8").catch(() => null);
    return text === null ? { passed: 0, failed: 1, skipped: 0 } : (JSON.parse(text) as Totals);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
