import { parseArgs } from "node:util";
import { stages } from "./test/stages.ts";
import { addTotals, type Totals } from "./test/totals.ts";

const USAGE = `npm test [-- --only STAGE] [-- --file TEXT]
  --only  ${stages.map(({ name, what }) => `${name}: ${what}`).join("\n          ")}
  --file  only test files whose path contains TEXT
  TEST_PROFILE=full makes property and statistical tests draw more`;

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: { only: { type: "string" }, file: { type: "string" }, help: { type: "boolean" } },
  });
  const chosen = stages.filter(({ name }) => options.only === undefined || options.only === name);
  if (options.help || chosen.length === 0) {
    console.log(USAGE);
    return options.help ? 0 : 2;
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

function line({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

process.exitCode = await main();
