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
  gasLimit: 3_000_000_000,
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
    const files = new Map([[LIBRARY_PATH, mutantLibrarySource]]);
    for (const source of sources) {
      const own = valid.filter(({ file }) => file === source.name);
      const path = posix.relative(posix.dirname(source.name), LIBRARY_PATH);
      files.set(source.name, composeSchema(source, own, path.startsWith(".") ? path : `./${path}`));
    }
    const { errors = [] } = runSolc(root, {
      sources: Object.fromEntries([...files].map(([name, content]) => [name, { content }])),
      settings: { outputSelection: { "*": { "": ["ast"] } } },
    });
    const failures = errors.filter(({ severity }) => severity === "error");
    if (failures.length === 0) {
      await copyProject(root, folder, SETTINGS, files);
      return { valid, invalid };
    }
    const places = failures.map(({ formattedMessage }) => /--> (\S+?):(\d+):/.exec(formattedMessage));
    const blamed = valid.filter(({ file, line }) =>
      places.some((place) => place?.[1] === file && Number(place[2]) === line),
    );
    if (blamed.length === 0) throw new Error(failures.map((error) => error.formattedMessage).join("\n"));
    invalid.push(...blamed);
    valid = valid.filter((mutant) => !blamed.includes(mutant));
  }
  throw new Error(`the mutated sources still do not compile after ${MOST_ROUNDS} rounds`);
}
