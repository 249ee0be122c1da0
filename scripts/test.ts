import { parseArgs } from "node:util";
import { readTestProfile } from "../contracts/hardhat/environment.ts";
import { chooseStages } from "./test/chooseStages.ts";
import { type Stage, stages } from "./test/stages.ts";
import { addTotals, type Totals } from "./test/totals.ts";

const USAGE = `npm test [-- --only STAGE] [-- --file TEXT]
  --only  ${stages.map(describe).join("\n          ")}
  --file  only test files whose path contains TEXT
  TEST_PROFILE=full makes property and statistical tests draw more, and adds the mutation tests`;

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: { only: { type: "string" }, file: { type: "string" }, help: { type: "boolean" } },
  });
  const chosen = chooseStages(stages, readTestProfile(), options.only);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  if (chosen.length === 0) {
    const known = stages.find(({ name }) => name === options.only);
    console.error(known === undefined ? USAGE : `${known.name} runs with TEST_PROFILE=full only`);
    return 2;
  }
  const results: { name: string; seconds: string; totals: Totals }[] = [];
  for (const { name, what, run } of chosen) {
    console.log(`\n${name}: ${what}`);
    const startMs = performance.now();
    const totals = await run(options.file).catch((error: unknown) => {
      console.error(
        `  FAILED  ${name} could not run: ${error instanceof Error ? error.message : String(error)}`,
      );
      return { passed: 0, failed: 1, skipped: 0 };
    });
    results.push({ name, seconds: ((performance.now() - startMs) / 1000).toFixed(1), totals });
  }
  console.log("\nSummary");
  for (const { name, seconds, totals } of results)
    console.log(
      `  ${totals.failed === 0 ? "ok    " : "FAILED"} ${name.padEnd(10)} ${line(totals)}  (${seconds} s)`,
    );
  const all = addTotals(results.map(({ totals }) => totals));
  console.log(line(all));
  if (all.passed + all.failed === 0) console.error("no test ran");
  return all.failed === 0 && all.passed > 0 ? 0 : 1;
}

function describe({ name, what, fullOnly }: Stage): string {
  return `${name}: ${what}${fullOnly ? " (TEST_PROFILE=full only)" : ""}`;
}

function line({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

process.exitCode = await main();
