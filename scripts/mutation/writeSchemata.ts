import { posix } from "node:path";
import { copyProject } from "../solidity/copyProject.ts";
import { runSolc } from "../solidity/runSolc.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import { composeSchema } from "./composeSchema.ts";
import type { Mutant } from "./mutant.ts";
import { MUTANT_LIBRARY, mutantLibrarySource } from "./mutantLibrary.ts";

const LIBRARY_PATH = `contracts/src/${MUTANT_LIBRARY}.sol`;
const MOST_ROUNDS = 20;
/**
 * Without the optimiser, which would fold the switches away; with IR, because the product needs it. Few random runs:
 * what they would find by luck is not a tested property. An endless loop ends at the gas limit.
 */
const SETTINGS = {
  compiler: { optimizer: { enabled: false } },
  fuzzRuns: 16,
  invariantRuns: 2,
  invariantDepth: 32,
  shrinkRuns: 0,
  gasLimit: 20_000_000_000,
};

/**
 * Writes a copy of the project whose sources hold the mutants behind switches. Mutants that do not compile are left out
 * and returned as `invalid`. Throws Error when solc's complaints cannot be traced to mutants.
 */
export async function writeSchemata(
  root: string,
  folder: string,
  sources: readonly SourceText[],
  mutants: readonly Mutant[],
): Promise<{ valid: readonly Mutant[]; invalid: readonly Mutant[] }> {
  let valid = [...mutants];
  const invalid: Mutant[] = [];
  for (let round = 0; round < MOST_ROUNDS; ++round) {
    const files = schemata(sources, valid);
    const failures = complaints(root, files);
    if (failures.length === 0) {
      await copyProject(root, folder, SETTINGS, files);
      return { valid, invalid };
    }
    const places = failures.map((message) => /--> (\S+?):(\d+):/.exec(message));
    const suspects = valid.filter(({ file, line }) =>
      places.some((place) => place?.[1] === file && Number(place[2]) === line),
    );
    if (suspects.length === 0) throw new Error(failures.join("\n"));
    const guilty = suspects.filter((mutant) => complaints(root, schemata(sources, [mutant])).length > 0);
    const blamed = new Set(guilty.length > 0 ? guilty : suspects);
    invalid.push(...blamed);
    valid = valid.filter((mutant) => !blamed.has(mutant));
  }
  throw new Error(`the mutated sources still do not compile after ${MOST_ROUNDS} rounds`);
}

/** The library and every source, with the mutants of it. */
function schemata(sources: readonly SourceText[], mutants: readonly Mutant[]): Map<string, string> {
  const files = new Map([[LIBRARY_PATH, mutantLibrarySource]]);
  for (const source of sources) {
    const own = mutants.filter(({ file }) => file === source.name);
    const path = posix.relative(posix.dirname(source.name), LIBRARY_PATH);
    files.set(source.name, composeSchema(source, own, path.startsWith(".") ? path : `./${path}`));
  }
  return files;
}

/** solc's errors; types are looked at, no code is made. */
function complaints(root: string, files: ReadonlyMap<string, string>): string[] {
  const { errors = [] } = runSolc(root, {
    sources: Object.fromEntries([...files].map(([name, content]) => [name, { content }])),
    settings: { outputSelection: { "*": { "": ["ast"] } } },
  });
  return errors.filter(({ severity }) => severity === "error").map((error) => error.formattedMessage);
}
