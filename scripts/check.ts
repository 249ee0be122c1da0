import { parseArgs } from "node:util";
import type { Check } from "./checks/check.ts";
import { checks } from "./checks/checks.ts";

const USAGE = `npm run check [-- --fix] [-- --only NAME]
  --fix   formats, and keeps what the generators write
  --only  one of: ${checks.map(({ name }) => name).join(", ")}`;
/** tsc and the linters want a core each; more at once is slower on a small machine. */
const AT_ONCE = 2;
const MAX_LINES = 60;

/** Runs one check and prints its line; true when it passed. */
async function report(check: Check, fix: boolean): Promise<boolean> {
  const startMs = performance.now();
  const problems = await check
    .run(fix)
    .catch((error: unknown) => [`the check itself failed: ${String(error)}`]);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1).padStart(5);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"} ${seconds} s  ${check.name}`);
  if (problems.length === 0) return true;
  const lines = problems.join("\n").split("\n");
  for (const line of lines.slice(0, MAX_LINES)) console.log(`        ${line}`);
  if (lines.length > MAX_LINES) console.log(`        ... and ${lines.length - MAX_LINES} more lines`);
  console.log(`        To repair: ${check.remedy}`);
  return false;
}

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: {
      fix: { type: "boolean", default: false },
      only: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const chosen = checks.filter(({ name }) => options.only === undefined || options.only === name);
  if (options.help || chosen.length === 0) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  const failed: string[] = [];
  for (const check of chosen.filter(({ exclusive }) => exclusive === true))
    if (!(await report(check, options.fix))) failed.push(check.name);
  // Formatting writes files, so with --fix nothing runs beside anything.
  const queue = chosen.filter(({ exclusive }) => exclusive !== true);
  const workers = Array.from({ length: options.fix ? 1 : AT_ONCE }, async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift())
      if (!(await report(check, options.fix))) failed.push(check.name);
  });
  await Promise.all(workers);
  console.log(
    failed.length === 0
      ? `${chosen.length} checks passed`
      : `${failed.length} of ${chosen.length} checks failed: ${failed.join(", ")}`,
  );
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
