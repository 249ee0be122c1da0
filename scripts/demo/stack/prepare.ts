import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { repositoryRoot } from "../../repositoryRoot.ts";

const run = promisify(execFile);

type Build = {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
  readonly folder: string;
};

const BUILDS: readonly Build[] = [
  {
    name: "contracts",
    inputs: ["contracts/src", "hardhat.config.ts"],
    output: "artifacts",
    folder: ".",
    // Not the tests: they are many, compile for minutes, and only `npm test` needs them.
    commands: [["hardhat", "build", "--no-tests", "--quiet"]],
  },
  {
    name: "subgraph",
    inputs: ["subgraph/src", "subgraph/abis", "subgraph/schema.graphql", "subgraph/subgraph.yaml"],
    output: "subgraph/build",
    folder: "subgraph",
    commands: [
      ["graph", "codegen"],
      ["graph", "build"],
    ],
  },
  {
    name: "dApp",
    inputs: [
      "dapp/src",
      "dapp/index.html",
      "dapp/vite.config.ts",
      "protocol/src",
      ...["ehr", "evaluate", "exports", "joint", "math", "mpc", "privacy", "random", "tabular", "verify"].map(
        (layer) => `synth-worker/src/${layer}`,
      ),
    ],
    output: "dapp/dist",
    folder: "dapp",
    commands: [["vite", "build", "--logLevel", "warn"]],
  },
];

/**
 * Builds what is compiled (contracts, subgraph, dApp), each only when its inputs changed since the last build here.
 * Throws E8004 with the compiler's words.
 */
export async function prepare(names: readonly string[], onBuild: (name: string) => void): Promise<void> {
  for (const build of BUILDS.filter((candidate) => names.includes(candidate.name))) {
    const stampFile = join(repositoryRoot, ".symbolon", "builds", build.name);
    const stamp = hashOf(build.inputs);
    const current = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
    if (current === stamp && existsSync(join(repositoryRoot, build.output))) continue;
    onBuild(build.name);
    for (const [tool, ...args] of build.commands) await runTool(build, tool, args);
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}

async function runTool(build: Build, tool: string, args: readonly string[]): Promise<void> {
  const entry = join(repositoryRoot, "node_modules", ".bin", tool);
  try {
    await run(process.execPath, [entry, ...args], {
      cwd: join(repositoryRoot, build.folder),
      env: process.env,
      maxBuffer: 1 << 26,
    });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    const reason = `${stderr}\n${stdout}`.trim().split("\n").slice(-12).join("\n");
    throw new SymbolonError(
      "E8004",
      { process: `${tool} ${args.join(" ")}`, reason, log: build.folder },
      { cause },
    );
  }
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  const visit = (path: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
      return;
    }
    hash.update(path.slice(repositoryRoot.length)).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const input of inputs) visit(join(repositoryRoot, input));
  return hash.digest("hex");
}
