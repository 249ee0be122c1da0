import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { collectHits } from "./branchCoverage/collectHits.ts";
import { formatLcov } from "./branchCoverage/formatLcov.ts";
import { formatSummary } from "./branchCoverage/formatSummary.ts";
import { instrumentContracts } from "./branchCoverage/instrumentContracts.ts";
import { percent } from "./branchCoverage/percent.ts";
import { reviewedBranches } from "./branchCoverage/reviewed.ts";
import { summarise } from "./branchCoverage/summarise.ts";
import { repositoryRoot as root } from "./repositoryRoot.ts";
import { copyProject } from "./solidity/copyProject.ts";

const USAGE = `npm run coverage [-- --min-branches PERCENT] [-- --json]
Runs all contract tests on a copy of contracts/src with probes in every branch. Prints statements, branches and
functions per file, writes coverage/lcov.info, and fails below PERCENT (95) of the branches.
Tests that bound gas fail here, since probes cost gas; a failed test can hide coverage, never add any.
  --json  prints the counts as JSON instead`;

/**
 * Without the optimiser it compiles faster. A branch needs one pass, and the instrumented code is slow: fewer random runs
 * than `npm test` makes.
 */
const SETTINGS = {
  compiler: { optimizer: { enabled: false } },
  fuzzRuns: 64,
  invariantRuns: 16,
  invariantDepth: 64,
};
const DEFAULT_MIN_BRANCHES = "95";

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      "min-branches": { type: "string", default: DEFAULT_MIN_BRANCHES },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const leastPercent = Number(values["min-branches"]);
  if (values.help || !(leastPercent >= 0 && leastPercent <= 100)) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const folder = join(root, ".symbolon", "coverage");
  await mkdir(folder, { recursive: true });
  const { files, probes } = await instrumentContracts(root);
  await copyProject(root, folder, SETTINGS, files);
  const { hits, failed } = await collectHits(root, folder, (line) => console.error(line));
  await mkdir(join(root, "coverage"), { recursive: true });
  for (const { kind, output, ran } of failed) {
    await writeFile(join(root, "coverage", `${kind}.log`), output);
    if (ran) console.error(`not all ${kind} tests pass on the instrumented contracts: coverage/${kind}.log`);
    else console.error(`The ${kind} tests did not run:\n${output}`);
  }
  if (failed.some(({ ran }) => !ran)) return 1;
  const summary = summarise(probes, hits, reviewedBranches);

  await writeFile(join(root, "coverage", "lcov.info"), formatLcov(probes, hits));
  if (values.json) {
    const { missed, total } = summary;
    console.log(JSON.stringify({ total, files: Object.fromEntries(summary.files), missed }, null, 2));
  } else {
    console.log(formatSummary(summary));
  }
  const branchPercent = percent(summary.total.branch);
  if (branchPercent < leastPercent) {
    console.error(
      `Branch coverage is ${branchPercent.toFixed(2)} %, at least ${leastPercent} % are asked for.`,
    );
    return 1;
  }
  return summary.staleReviews.length === 0 ? 0 : 1;
}

process.exitCode = await main();
