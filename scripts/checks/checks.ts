import { join } from "node:path";
import { repositoryRoot as root } from "../repositoryRoot.ts";
import type { Check } from "./check.ts";
import { findDeployFaults } from "./deploy/findDeployFaults.ts";
import { findBrokenLinks } from "./findBrokenLinks.ts";
import { findContractFaults } from "./findContractFaults.ts";
import { findEnvironmentReads } from "./findEnvironmentReads.ts";
import { findForbiddenImports } from "./findForbiddenImports.ts";
import { findLongFiles } from "./findLongFiles.ts";
import { findMachinePaths } from "./findMachinePaths.ts";
import { findStaleGenerated } from "./findStaleGenerated.ts";
import { findUnfinished } from "./findUnfinished.ts";
import { toolCheck } from "./toolCheck.ts";

/** `--disc`: no look at the registry for a newer solhint. */
const SOLHINT = ["--noPoster", "--disc", "--max-warnings", "0"];
const SOLIDITY = "contracts/**/*.sol";

/** Everything `npm run check` looks at, in the order it is reported. */
export const checks: readonly Check[] = [
  {
    name: "generated",
    exclusive: true,
    remedy: "npm run generate, and commit what it writes",
    run: (fix) => findStaleGenerated(fix),
  },
  toolCheck({
    name: "gas",
    remedy:
      "look for what made it dearer; if it is meant: npm run bench -- gas --snapshot-write, and commit it",
    script: "bench/main.ts",
    args: ["gas", "--open-jobs", "20", "--snapshot-check"],
    fixArgs: ["gas", "--open-jobs", "20", "--snapshot-write"],
  }),
  toolCheck({
    name: "format and lint",
    remedy: "npm run format, then correct by hand what is left",
    script: "node_modules/@biomejs/biome/bin/biome",
    args: ["check", "--error-on-warnings", "--max-diagnostics=40"],
    fixArgs: ["check", "--write", "--error-on-warnings", "--max-diagnostics=40"],
  }),
  toolCheck({
    name: "types",
    remedy: "correct the types named above",
    script: "node_modules/typescript/bin/tsc",
    args: ["--project", "tsconfig.json", "--pretty", "false"],
  }),
  toolCheck({
    name: "types of the dApp",
    remedy: "correct the types named above",
    script: "node_modules/typescript/bin/tsc",
    args: ["--project", "dapp", "--pretty", "false"],
  }),
  {
    name: "boundaries",
    remedy: "move the code to where it may be imported from; the rules are in .dependency-cruiser.mjs",
    async run() {
      const found = await findForbiddenImports(root, join(root, ".dependency-cruiser.mjs"));
      return found.map(({ rule, from, to, comment }) => `${from} imports ${to} (${rule}: ${comment})`);
    },
  },
  toolCheck({
    name: "Solidity lint",
    remedy: "correct it, or disable the rule at the line with a reason",
    script: "node_modules/solhint/solhint.js",
    args: [...SOLHINT, "--config", ".solhint.json", "contracts/src/**/*.sol"],
  }),
  toolCheck({
    name: "Solidity lint of tests",
    remedy: "correct it, or disable the rule at the line with a reason",
    script: "node_modules/solhint/solhint.js",
    args: [...SOLHINT, "--config", ".solhint.test.json", "contracts/test*/**/*.sol"],
  }),
  toolCheck({
    name: "Solidity format",
    remedy: "npm run format",
    script: "node_modules/prettier/bin/prettier.cjs",
    args: ["--check", "--log-level", "warn", SOLIDITY],
    fixArgs: ["--write", "--log-level", "warn", SOLIDITY],
  }),
  {
    name: "contract rules",
    remedy: "write what is missing, or name the error in errorsWithoutArguments.ts with its reason",
    run: () => findContractFaults(root),
  },
  {
    name: "file size",
    remedy: "split the file by verb: one exported thing per file",
    run: () => findLongFiles(root),
  },
  {
    name: "environment",
    remedy: "read the variable in the process's environment.ts and pass the value on",
    run: () => findEnvironmentReads(root),
  },
  {
    name: "machine paths",
    remedy: "derive the path from the repository, os.tmpdir() or a variable",
    run: () => findMachinePaths(root),
  },
  {
    name: "deployment files",
    remedy: "correct the file under deploy/ named above; docs/OPERATIONS.md says what is checked",
    run: () => findDeployFaults(root),
  },
  { name: "unfinished", remedy: "finish it, or file an issue", run: () => findUnfinished(root) },
  {
    name: "links in documents",
    remedy: "correct the link or write the page",
    run: () => findBrokenLinks(root),
  },
];
