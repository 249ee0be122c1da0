import { writeFileSync } from "node:fs";
import hre from "hardhat";

/** What a Hardhat test task returns, whether it passed or not. */
type Outcome = { success: boolean; value?: { summary?: Summary }; error?: { summary?: Summary } };
type Summary = { passed: number; failed: number; skipped?: number; failureOutput?: string };

/**
 * Runs the Solidity tests and then the flow tests of contracts/test inside Hardhat, and writes their counts to the file
 * named by the first argument. Runs in a process of its own: Hardhat prints and sets exit codes as it likes.
 */
async function hardhatTests(totalsFile: string): Promise<void> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  let failures = "";
  await hre.tasks.getTask("build").run({ quiet: true });
  for (const kind of ["solidity", "nodejs"]) {
    // A summary index makes the task return counts and failures instead of printing them.
    const args = { noCompile: true, testSummaryIndex: totals.failed + 1 };
    const outcome = (await hre.tasks.getTask(["test", kind]).run(args)) as Outcome;
    const summary = (outcome.success ? outcome.value : outcome.error)?.summary;
    if (summary === undefined) throw new Error(`hardhat test ${kind} gave no counts`);
    if (summary.passed + summary.failed === 0) throw new Error(`hardhat test ${kind} ran no test`);
    totals.passed += summary.passed;
    totals.failed += outcome.success ? summary.failed : Math.max(summary.failed, 1);
    totals.skipped += summary.skipped ?? 0;
    failures += summary.failureOutput ?? "";
  }
  console.log(failures);
  writeFileSync(totalsFile, JSON.stringify(totals));
}

const [totalsFile] = process.argv.slice(2);
if (totalsFile === undefined) throw new Error("usage: hardhatTests.ts TOTALS_FILE");
await hardhatTests(totalsFile);
