import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";

/** One import that a rule forbids; paths from the repository root. */
export type ForbiddenImport = {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
};

/** What the rules cover: every room, and what stands outside the rooms. */
const COVERED = [
  "protocol",
  "gateway",
  "synth-worker",
  "dapp",
  "cli",
  "subgraph",
  "contracts",
  "scripts",
  "bench",
  "e2e",
  "examples",
  "hardhat.config.ts",
];

/**
 * Cruises the tree under `root` with the rules of .dependency-cruiser.mjs (this repository's, whatever `root` is) and
 * returns every violation, sorted. Throws Error when there is nothing to cruise, so that a wrong root is not a pass.
 */
export async function findForbiddenImports(
  root: string,
  configurationFile: string,
): Promise<ForbiddenImport[]> {
  const { default: configuration }: { default: IConfiguration } = await import(
    pathToFileURL(configurationFile).href
  );
  const { options = {}, ...ruleSet } = configuration;
  const covered = COVERED.filter((name) => existsSync(join(root, name)));
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const { output } = await cruise(
    covered,
    { ...cruiseOptions, ruleSet: { ...ruleSet }, validate: true, baseDir: root },
    enhancedResolveOptions as Record<string, unknown>,
  );
  const { modules, summary } = output as ICruiseResult;
  if (modules.length === 0) throw new Error(`nothing to cruise under ${root}`);
  const comments = new Map(configuration.forbidden?.map((rule) => [rule.name, rule.comment ?? ""]));
  return summary.violations
    .map(({ rule, from, to }) => ({ rule: rule.name, from, to, comment: comments.get(rule.name) ?? "" }))
    .sort((a, b) => `${a.rule} ${a.from} ${a.to}`.localeCompare(`${b.rule} ${b.from} ${b.to}`));
}
