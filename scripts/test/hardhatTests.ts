import { writeFileSync } from "node:fs";
import hre from "hardhat";

/** What a Hardhat test task returns, whether it passed or not. */
type Outcome = { success: boolean; value?: { summary?: Summary }; error?: { summary?: Summary } };
type Summary = { passed: number; failed: number; skipped?: number };

/**
 * Runs the Solidity tests and then the flow tests of contracts/test inside Hardhat, and writes their counts to the file
 * named by the first argument. Runs in a process of its own: Hardhat prints and sets exit codes as it likes.
 */
async function hardhatTests(totalsFile: string): Promise<void> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  await hre.tasks.getTask("build").run({ quiet: true });
  for (const kind of ["solidity", "nodejs"]) {
    const outcome = (await hre.tasks
      .getTask(["test", kind])
      .run({ noCompile: kind === "nodejs" })) as Outcome;
    const summary = (outcome.success ? outcome.value : outcome.error)?.summary;
    if (summary === undefined) throw new Error(`hardhat test ${kind} gave no counts`);
    totals.passed += summary.passed;
    totals.failed += summary.failed;
    totals.skipped += summary.skipped ?? 0;
    if (!outcome.success && summary.failed === 0) totals.failed += 1;
  }
  writeFileSync(totalsFile, JSON.stringify(totals));
}

const [totalsFile] = process.argv.slice(2);
if (totalsFile === undefined) throw new Error("usage: hardhatTests.ts TOTALS_FILE");
await hardhatTests(totalsFile);
