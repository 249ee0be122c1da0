import { parseArgs } from "node:util";

export const USAGE = `npm run mutation [-- OPTION...]
Puts small faults into the money and budget code, one at a time, and asks the Solidity tests whether they notice.
  --files GLOB       sources to mutate (may be given again); default: market, budget and reward, and ExactTransfer
  --sample N         only N mutants, always the same ones for the same --seed
  --seed TEXT        choice of the sample (symbolon)
  --min-score N      fails below N per cent killed (85)
  --no-equivalents   does not compare survivors' release bytecode with the original's
  --json             prints the result as JSON
  --list             prints the mutants and runs nothing`;

/** The money and budget code. */
const DEFAULT_FILES = [
  "contracts/src/market/*.sol",
  "contracts/src/budget/*.sol",
  "contracts/src/reward/*.sol",
  "contracts/src/token/ExactTransfer.sol",
];

/** What a mutation run is to do. */
export type MutationOptions = {
  readonly files: readonly string[];
  readonly sample: number | null;
  readonly seed: string;
  readonly minScore: number;
  readonly equivalents: boolean;
  readonly json: boolean;
  readonly list: boolean;
};

/** Reads the command line; null when it asks for help. Throws TypeError for what it does not know. */
export function readOptions(args: readonly string[]): MutationOptions | null {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      files: { type: "string", multiple: true, default: DEFAULT_FILES },
      sample: { type: "string" },
      seed: { type: "string", default: "symbolon" },
      "min-score": { type: "string", default: "85" },
      equivalents: { type: "boolean", default: true },
      json: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const sample = values.sample === undefined ? null : Number(values.sample);
  const minScore = Number(values["min-score"]);
  if (sample !== null && !(Number.isInteger(sample) && sample > 0))
    throw new TypeError("--sample takes a number above 0");
  if (!(minScore >= 0 && minScore <= 100)) throw new TypeError("--min-score takes 0 to 100");
  const { files, seed, equivalents, json, list } = values;
  return { files, sample, seed, minScore, equivalents, json, list };
}
