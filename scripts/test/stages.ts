import { existsSync } from "node:fs";
import { sourceFiles } from "../checks/sourceFiles.ts";
import { prepare } from "../demo/stack/prepare.ts";
import { readOptions } from "../mutation/options.ts";
import { runMutation } from "../mutation/runMutation.ts";
import { repositoryRoot } from "../repositoryRoot.ts";
import { runHardhatTests } from "./runHardhatTests.ts";
import { runNodeTests } from "./runNodeTests.ts";
import type { Totals } from "./totals.ts";

/** One part of `npm test`. */
export type Stage = {
  readonly name: string;
  readonly what: string;
  /** Too long for every day: runs with TEST_PROFILE=full alone. */
  readonly fullOnly?: true;
  /** `only` narrows the stage to files whose path contains it. */
  run(only: string | undefined): Promise<Totals>;
};

const TEST_FILE = /\.test\.(ts|mjs)$/;

/** Cheapest first, so that a broken unit is seen before a whole stack is started over it. */
export const stages: readonly Stage[] = [
  {
    name: "unit",
    what: "tests beside the code of every room",
    async run(only) {
      await build("contracts", "subgraph");
      return await nodeStage((path) => !/^(contracts|e2e)\//.test(path), only, 2);
    },
  },
  {
    name: "contracts",
    what: "Solidity unit, fuzz and invariant tests, and flows over several contracts",
    async run(only) {
      return only === undefined ? await runHardhatTests() : NONE;
    },
  },
  {
    name: "e2e",
    what: "whole stacks: processes, chain, IPFS, browser",
    async run(only) {
      await build("contracts", "subgraph", "dApp");
      sayWhenNoBrowser();
      return await nodeStage((path) => path.startsWith("e2e/"), only, 1);
    },
  },
  {
    name: "mutation",
    what: "faults in the money and budget code, of which the Solidity tests must notice 85 %",
    fullOnly: true,
    async run(only) {
      const options = readOptions(["--min-score", "85"]);
      if (only !== undefined || options === null) return NONE;
      return (await runMutation(options)) ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
    },
  },
];

const NONE: Totals = { passed: 0, failed: 0, skipped: 0 };

async function build(...names: string[]): Promise<void> {
  await prepare(names, (name) => console.log(`  building ${name} ...`));
}

/** The browser test fails without Chromium; this says before it does how to get one. */
function sayWhenNoBrowser(): void {
  const browser = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (existsSync(browser)) return;
  console.error(`  There is no browser at ${browser}, so the browser test will fail.`);
  console.error(
    "  Debian and Ubuntu: apt-get install chromium. Elsewhere set CHROMIUM_PATH to a Chromium or Chrome.",
  );
}

async function nodeStage(
  accepts: (path: string) => boolean,
  only: string | undefined,
  concurrency: number,
): Promise<Totals> {
  const files = await sourceFiles(repositoryRoot, (path) => TEST_FILE.test(path) && accepts(path));
  const chosen = files.filter((path) => only === undefined || path.includes(only));
  if (chosen.length > 0) return await runNodeTests(chosen, concurrency);
  return only === undefined ? { ...NONE, failed: 1 } : NONE;
}
