import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWithThisProcess } from "../endWithThisProcess.ts";
import { repositoryRoot } from "../repositoryRoot.ts";
import type { Totals } from "./totals.ts";

/** Longest one test may take before it counts as failed: a hanging test must not hang the whole run. */
const TEST_TIMEOUT_MILLISECONDS = 10 * 60 * 1000;

/**
 * Runs test files under `node --test`, `concurrency` files at a time, and returns the counts. A run that breaks off
 * before it could count is one failure.
 */
export async function runNodeTests(files: readonly string[], concurrency: number): Promise<Totals> {
  const scratch = await mkdtemp(join(tmpdir(), "symbolon-test-"));
  const totalsFile = join(scratch, "totals.json");
  try {
    const child = spawn(
      process.execPath,
      [
        "--test",
        `--test-concurrency=${concurrency}`,
        `--test-timeout=${TEST_TIMEOUT_MILLISECONDS}`,
        "--test-reporter=./scripts/test/lineReporter.ts",
        "--test-reporter-destination=stdout",
        "--test-reporter=./scripts/test/totalsReporter.ts",
        `--test-reporter-destination=${totalsFile}`,
        ...files,
      ],
      { cwd: repositoryRoot, stdio: ["ignore", "inherit", "inherit"], env: withoutTestContext() },
    );
    endWithThisProcess(child);
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (exitCode) => resolve(exitCode ?? 1));
    });
    const totals = JSON.parse(
      (await readFile(totalsFile, "utf8").catch(() => "")) || "null",
    ) as Totals | null;
    if (totals === null) return { passed: 0, failed: 1, skipped: 0 };
    // The runner may fail without a failed test, e.g. when a file leaks an error after its last test.
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** node --test marks its children; a run started from a test must not think it is one of them. */
function withoutTestContext(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return env;
}
