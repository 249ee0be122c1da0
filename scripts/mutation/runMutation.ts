import { matchesGlob } from "node:path";
import { repositoryRoot as root } from "../repositoryRoot.ts";
import { contractSources } from "../solidity/contractSources.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { findEquivalents } from "./findEquivalents.ts";
import { formatMutant } from "./formatMutant.ts";
import { generateMutants } from "./generateMutants.ts";
import type { Mutant } from "./mutant.ts";
import type { MutationOptions } from "./options.ts";
import { runMutants } from "./runMutants.ts";
import { sampleMutants } from "./sampleMutants.ts";
import { type Fate, score } from "./score.ts";

/**
 * What `npm run mutation` does: puts faults into the chosen sources, runs the Solidity tests against each and prints
 * what became of them. True when the score reaches `minScore`, or when there was only a list to print. Throws Error
 * when there is nothing to mutate or the tests fail without a fault.
 */
export async function runMutation(options: MutationOptions): Promise<boolean> {
  const say = (line: string) => console.error(line);
  const sources = await contractSources(root);
  const trees = parseSolidity(root, sources, { analysed: true });
  const all: Mutant[] = [];
  for (const source of sources) {
    if (!options.files.some((glob) => matchesGlob(source.name, glob))) continue;
    all.push(...generateMutants(source, trees.get(source.name)!, all.length + 1));
  }
  const chosen = options.sample === null ? all : sampleMutants(all, options.sample, options.seed);
  const show = (mutant: Mutant) => formatMutant(sources.find(({ name }) => name === mutant.file)!, mutant);
  if (options.list) {
    for (const mutant of chosen) console.log(show(mutant));
    console.log(`${chosen.length} of ${all.length} mutants`);
    return true;
  }
  if (chosen.length === 0) throw new Error(`there is nothing to mutate in ${options.files.join(", ")}`);

  const startMs = performance.now();
  let fates = await runMutants(root, sources, chosen, say);
  if (options.equivalents) {
    const survivors = fates.filter(({ fate }) => fate === "survived").map(({ mutant }) => mutant);
    const equivalents = findEquivalents(root, sources, trees, survivors, say);
    fates = fates.map((each) => (equivalents.has(each.mutant) ? { ...each, fate: "equivalent" } : each));
  }
  const total = score(fates);
  const seconds = (performance.now() - startMs) / 1000;
  if (options.json) console.log(JSON.stringify(toJson(fates, seconds), null, 2));
  else print(fates, show, seconds);
  if (total.scorePercent >= options.minScore) return true;
  console.error(
    `The score is ${total.scorePercent.toFixed(1)} %, at least ${options.minScore} % are asked for.`,
  );
  return false;
}

type Fates = readonly { readonly mutant: Mutant; readonly fate: Fate }[];

function print(fates: Fates, show: (mutant: Mutant) => string, seconds: number): void {
  for (const { mutant } of fates.filter(({ fate }) => fate === "survived")) console.log(show(mutant));
  const byFile = Map.groupBy(fates, ({ mutant }) => mutant.file);
  const width = Math.max(...[...byFile.keys()].map((name) => name.length));
  console.log(`\n${"".padEnd(width)}  killed survived equivalent invalid   score`);
  for (const [name, own] of [...byFile, ["all files", fates] as const]) {
    const { killed, timeout, survived, equivalent, invalid, scorePercent } = score(own);
    const cells = [
      String(killed + timeout).padStart(6),
      String(survived).padStart(8),
      String(equivalent).padStart(10),
      String(invalid).padStart(7),
      `${scorePercent.toFixed(1)} %`.padStart(7),
    ];
    console.log(`${name.padEnd(width)}  ${cells.join(" ")}`);
  }
  console.log(`${fates.length} mutants in ${seconds.toFixed(0)} s`);
}

function toJson(fates: Fates, seconds: number) {
  const mutants = fates.map(({ mutant: { id, file, line, operator }, fate }) => ({
    id,
    file,
    line,
    operator,
    fate,
  }));
  const files = Object.fromEntries(
    [...Map.groupBy(fates, ({ mutant }) => mutant.file)].map(([name, own]) => [name, score(own)]),
  );
  return { total: score(fates), files, seconds, mutants };
}
